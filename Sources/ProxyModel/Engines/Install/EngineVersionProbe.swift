package import PlatformSupport

/// Asks an engine which version it is: both say so in their first line, whatever the flags are.
package enum EngineVersionProbe {
    /// For so long it may think about it.
    private static let patience = Duration.seconds(10)

    /// What stands between `Version:` and the next comma in the first line of `<path> -h`.
    ///
    /// - Parameters:
    ///   - path: the program.
    ///   - environment: what it may see of the caller's: `PATH` and `HOME`.
    /// - Returns: the version; nil when the program does not say it.
    /// - Throws: `SystemError` when it cannot be started.
    package static func version(
        of path: String,
        environment: [String: String]
    ) throws(SystemError) -> String? {
        let pipe = try Pipe()
        let nowhere = try Descriptor.openNullDevice()
        let handle = try ProcessHandle.spawn(
            SpawnRequest(
                executable: path,
                arguments: [path, "-h"],
                environment: environment.filter { $0.key == "PATH" || $0.key == "HOME" },
                workingDirectory: "/",
                standardOutput: pipe.writeEnd.raw,
                standardError: nowhere.raw
            )
        )
        let output = pipe.keepReadEnd()
        let line = firstLine(of: output.raw)
        // It has said what there is to say.
        try? handle.signalGroup(.kill)
        handle.waitUntilEnded(timeout: patience)
        _ = handle.reap()
        return version(in: line)
    }

    /// The version in a line such as `CLIProxyAPI Version: 7.2.140, Commit: abc, BuiltAt: …`.
    package static func version(in line: String) -> String? {
        let label = "Version: "
        guard let start = line.firstRange(of: label)?.upperBound else { return nil }
        let version = line[start...].prefix { $0 != "," && !$0.isWhitespace }
        return version.isEmpty ? nil : String(version)
    }

    private static func firstLine(of descriptor: CInt) -> String {
        let deadline = ContinuousClock.now + patience
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !bytes.contains(0x0A), bytes.count < 1 << 16 {
            let left = max(ContinuousClock.now.duration(to: deadline), .zero)
            guard (try? Descriptor.waitUntilReadable(descriptor, timeout: left)) == true,
                let count = try? buffer.withUnsafeMutableBytes({ try Descriptor.read(descriptor, into: $0) }), count > 0
            else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
    }
}
