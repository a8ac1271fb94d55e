import PlatformSupport

/// A file system of a few blocks, to be full or read-only; only root can mount one.
struct SmallDisk {
    private let path: String

    static let isPossible: Bool = {
        guard CurrentProcess.isRoot, let path = try? FileSystem.makeTemporaryDirectory(prefix: "ccproxy-disk-") else {
            return false
        }
        defer { try? FileSystem.removeTree(path) }
        return (try? with(mountedAt: path) { _ in }) != nil
    }()

    /// Runs `body` with a file system mounted at an existing directory.
    static func with(mountedAt path: String, readOnly: Bool = false, _ body: (SmallDisk) throws -> Void) throws {
        let options = "size=64k,mode=0700" + (readOnly ? ",ro" : "")
        try command("/bin/mount", ["-t", "tmpfs", "-o", options, "tmpfs", path])
        defer { try? command("/bin/umount", ["-l", path]) }
        try body(SmallDisk(path: path))
    }

    /// Leaves no byte free.
    func fill() throws {
        let filler = try Descriptor.create("\(path)/filler")
        do {
            while true { try Descriptor.writeAll(filler.raw, [UInt8](repeating: 0x20, count: 4096)) }
        } catch {
            guard error.isOutOfSpace else { throw error }
        }
    }

    private static func command(_ executable: String, _ arguments: [String]) throws {
        let running = try RunningCommand(
            executable: executable,
            arguments: arguments,
            environment: [:],
            directory: "/"
        )
        let finished = try running.wait()
        guard finished.status.isSuccess else { throw Unexpected("\(executable): \(finished)") }
    }
}
