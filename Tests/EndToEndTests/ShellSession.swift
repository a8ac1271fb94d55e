import PlatformSupport
import TestSupport

/// A directory with the shell functions in a base directory whose name is hard to quote, and a shell to try them in.
struct ShellSession {
    /// What a script printed, standard error included, and how it ended.
    struct Result: CustomStringConvertible {
        let output: String
        let status: PlatformSupport.ExitStatus

        var description: String { "\(status)\n\(output)" }
    }

    /// The whole directory; the base directory is `base it's` in it, and `path` is on the PATH.
    let directory: String
    private let shell: String

    /// The path of a shell; nil when the machine has none of that name.
    static func path(of shell: String) -> String? {
        let directories = (CurrentProcess.environmentVariable("PATH") ?? "").split(separator: ":")
        return directories.map { "\($0)/\(shell)" }.first { FileSystem.isExecutable($0) }
    }

    /// Runs a test with a new session.
    static func with(_ shell: String, _ body: (ShellSession) throws -> Void) throws {
        try withTemporaryDirectory { temporary throws in
            let session = ShellSession(directory: temporary.path, shell: shell)
            try FileSystem.createDirectory("\(temporary.path)/path", mode: 0o755)
            let functions = "\(temporary.path)/base it's/\(session.functions)"
            try FileSystem.createDirectory(Paths.parent(of: functions), mode: 0o755)
            try FileSystem.write(
                try FileSystem.read(session.wrapper),
                atomicallyTo: functions,
                mode: 0o644,
                durable: false
            )
            try body(session)
        }
    }

    /// The file of the package that this test is part of.
    private var wrapper: String {
        let root = Paths.parent(of: Paths.parent(of: Paths.parent(of: #filePath)))
        return "\(root)/\(functions)"
    }

    private var isFish: Bool { shell.hasSuffix("fish") }

    private var functions: String { isFish ? "shell/fish/cc-proxy.fish" : "shell/bash/cc-proxy.sh" }

    private var plainArguments: [String] {
        if isFish { return ["--no-config"] }
        return shell.hasSuffix("zsh") ? ["-f"] : ["--norc", "--noprofile"]
    }

    /// Puts a program in ccproxy's place that notes who it is, its arguments and its `--home`.
    func install(_ place: String, inBase: Bool = true, status: Int = 0, output: String = "") throws {
        let path = inBase ? "\(directory)/base it's/\(place)" : "\(directory)/\(place)"
        let script = """
            #!/bin/sh
            home=
            if [ "$1" = --home ]; then home=$2; shift 2; fi
            { printf 'program %s\\n' "$0"; printf 'home %s\\n' "$home"; } >>"\(directory)/calls"
            for argument in "$@"; do printf 'argument %s\\n' "$argument"; done >>"\(directory)/calls"
            printf '%s' '\(output)'
            exit \(status)

            """
        try FileSystem.createDirectory(Paths.parent(of: path), mode: 0o755)
        try FileSystem.write(script, atomicallyTo: path, mode: 0o755, durable: false)
    }

    /// The line that sources the functions.
    var source: String { "source \"\(directory)/base it's/\(functions)\"" }

    /// Sources the functions and runs a script.
    func run(
        _ script: String,
        before: String = "",
        sourcing: String? = nil,
        isInteractive: Bool = false
    ) throws -> Result {
        let pipe = try Pipe()
        let handle = try ProcessHandle.spawn(
            SpawnRequest(
                executable: shell,
                arguments: [shell] + plainArguments + (isInteractive ? ["-i"] : [])
                    + ["-c", "\(before)\n\(sourcing ?? source)\n\(script)"],
                environment: ["PATH": "\(directory)/path:/usr/bin:/bin", "HOME": directory, "LANG": "C.UTF-8"],
                workingDirectory: directory,
                standardOutput: pipe.writeEnd.raw
            )
        )
        let output = pipe.keepReadEnd()
        let bytes = try Descriptor.readToEnd(output.raw)
        handle.waitUntilEnded()
        return Result(output: String(decoding: bytes, as: UTF8.self), status: handle.reap() ?? .exited(code: -1))
    }

    /// The arguments of every call of the program since this was last asked.
    func calls() throws -> [[String]] {
        var calls: [[String]] = []
        for (kind, value) in try takeNotes() {
            if kind == "program" { calls.append([]) }
            if kind == "argument" { calls[calls.count - 1].append(value) }
        }
        return calls
    }

    /// The programs that were called since this was last asked.
    func programs() throws -> [String] { try takeNotes().filter { $0.kind == "program" }.map(\.value) }

    /// `--home` of every call since this was last asked.
    func homes() throws -> [String] { try takeNotes().filter { $0.kind == "home" }.map(\.value) }

    private func takeNotes() throws -> [(kind: String, value: String)] {
        let bytes = try FileSystem.readIfPresent("\(directory)/calls") ?? []
        try FileSystem.remove("\(directory)/calls")
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
    }
}
