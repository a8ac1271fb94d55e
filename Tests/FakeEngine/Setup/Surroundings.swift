import PlatformSupport

/// What a fake engine finds around itself, for tests of what it was given: one fact a line.
enum Surroundings {
    /// Writes `cwd`, `pid`, `argument` (each), `variable` (each, `NAME=value`) and `descriptor` (each that is open).
    static func write(to path: String) throws(SystemError) {
        var lines = ["cwd \(try FileSystem.currentDirectory())", "pid \(CurrentProcess.pid)"]
        lines += CurrentProcess.arguments.map { "argument \($0)" }
        lines += CurrentProcess.environment.sorted { $0.key < $1.key }.map { "variable \($0.key)=\($0.value)" }
        let open = try FileSystem.list("/dev/fd").compactMap { CInt($0) }.sorted()
        // The one that lists the directory is among them, and is gone by now.
        lines += open.filter { FileSystem.exists("/dev/fd/\($0)") }.map { "descriptor \($0)" }
        let mask = CurrentProcess.setUmask(0o077)
        CurrentProcess.setUmask(mask)
        lines.append("umask \(String(mask, radix: 8))")
        try FileSystem.write(lines.map { $0 + "\n" }.joined(), atomicallyTo: path, mode: 0o600, durable: false)
    }
}
