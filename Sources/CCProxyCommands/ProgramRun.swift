import PlatformSupport

/// A program of the system that is run to its end, for what it does or says.
struct ProgramRun {
    let isSuccess: Bool
    /// What it has printed, errors included.
    let output: String

    /// Runs a program.
    ///
    /// - Parameters:
    ///   - path: the program.
    ///   - arguments: what stands behind its name.
    ///   - environment: exactly its environment.
    /// - Throws: `SystemError` when it cannot be started.
    init(_ path: String, _ arguments: [String], environment: [String: String]) throws(SystemError) {
        let pipe = try Pipe()
        let handle = try ProcessHandle.spawn(
            SpawnRequest(
                executable: path,
                arguments: [path] + arguments,
                environment: environment,
                workingDirectory: "/",
                standardOutput: pipe.writeEnd.raw,
                newSession: false
            )
        )
        let readEnd = pipe.keepReadEnd()
        let bytes = try? Descriptor.readToEnd(readEnd.raw, limit: 1 << 20)
        handle.waitUntilEnded()
        isSuccess = handle.reap()?.isSuccess ?? false
        output = String(decoding: bytes ?? [], as: UTF8.self)
    }

    /// The first line of what it has printed, for a message.
    var firstLine: String { firstLine { _ in true } }

    /// The first line that fits, for a message.
    func firstLine(where fits: (Substring) -> Bool) -> String {
        output.split(separator: "\n").first(where: fits).map { TerminalText.harmless(String($0)) } ?? ""
    }
}
