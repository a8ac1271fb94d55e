import PlatformSupport
import TestSupport

/// Runs a script in a shell of the machine, with the completion of the sample program loaded.
struct ShellRun {
    /// What a script printed, and how it ended.
    struct Result: Equatable {
        let output: String
        let status: ExitStatus

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// The path of a shell; nil when the machine has none of that name.
    static func path(of shell: String) -> String? {
        let directories = (CurrentProcess.environmentVariable("PATH") ?? "").split(separator: ":")
        return directories.map { "\($0)/\(shell)" }.first { FileSystem.isExecutable($0) }
    }

    private let directory: TemporaryDirectory
    private let shell: String

    /// Runs `body` with a directory that holds `script` and the program `ferry`, which answers requests for words and notes
    /// them in the file `asked`.
    static func with(_ shell: CompletionShellName, _ script: String, _ body: (ShellRun) throws -> Void) throws {
        guard let path = path(of: shell.rawValue) else { return }
        try withTemporaryDirectory { directory in
            try FileSystem.write(script, atomicallyTo: directory.path("completion"), mode: 0o600, durable: false)
            let program = """
                #!/bin/sh
                for argument in "$@"; do printf '<%s>' "$argument"; done >>"\(directory.path)/asked"
                echo >>"\(directory.path)/asked"
                while [ "$1" != --words ]; do shift; done
                case $2 in
                boat) printf 'blue\\nbrown\\ngreen\\n' ;;
                account) printf 'me@example.com\\nmore than one word\\n' ;;
                esac
                """
            try FileSystem.write(program, atomicallyTo: directory.path("ferry"), mode: 0o700, durable: false)
            try body(ShellRun(directory: directory, shell: path))
        }
    }

    /// Runs a script to its end; standard error is part of what it prints.
    func run(_ script: String, options: [String] = []) throws -> Result {
        let pipe = try Pipe()
        let handle = try ProcessHandle.spawn(
            SpawnRequest(
                executable: shell,
                arguments: [shell] + options + ["-c", script],
                environment: ["PATH": "\(directory.path):/usr/bin:/bin", "HOME": directory.path, "LANG": "C.UTF-8"],
                workingDirectory: directory.path,
                standardOutput: pipe.writeEnd.raw
            )
        )
        let output = pipe.keepReadEnd()
        let bytes = try Descriptor.readToEnd(output.raw)
        handle.waitUntilEnded()
        return Result(output: String(decoding: bytes, as: UTF8.self), status: handle.reap() ?? .exited(code: -1))
    }

    /// The requests for words until now, one line each.
    func asked() throws -> [String] {
        let bytes = try FileSystem.readIfPresent(directory.path("asked")) ?? []
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

/// The shells that scripts can be tried in.
enum CompletionShellName: String {
    case bash, zsh, fish

    var isThere: Bool { ShellRun.path(of: rawValue) != nil }
}
