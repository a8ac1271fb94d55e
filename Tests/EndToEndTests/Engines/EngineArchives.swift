import PlatformSupport

/// Archives for `engine install`, made by the machine's own tar.
struct EngineArchives {
    let directory: String

    /// A program that says which version it is, as cli-proxy-api does.
    static func program(_ version: String) -> String {
        "#!/bin/sh\necho 'CLIProxyAPI Version: \(version), Commit: none, BuiltAt: unknown'\n"
    }

    /// Runs a script in the directory.
    @discardableResult
    func shell(_ script: String) throws -> String {
        let finished = try RunningCommand(
            executable: "/bin/sh",
            arguments: ["-ec", script],
            environment: ["PATH": "/usr/bin:/bin"],
            directory: directory
        ).wait()
        guard finished.status.isSuccess else { throw Unexpected("\(script): \(finished)") }
        return finished.output
    }

    /// A release as it is published, with its checksums beside it; returns the archive's path.
    func release(_ version: String, name: String? = nil) throws -> String {
        let name = name ?? "CLIProxyAPI_\(version)_linux_amd64.tar.gz"
        try FileSystem.write(Self.program(version), atomicallyTo: "\(directory)/cli-proxy-api", mode: 0o755)
        try shell("echo MIT >LICENSE; tar czf '\(name)' LICENSE cli-proxy-api; sha256sum *.tar.gz >checksums.txt")
        return "\(directory)/\(name)"
    }
}
