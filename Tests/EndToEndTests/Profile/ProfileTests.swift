import PlatformSupport
import TestSupport
import Testing

/// The shell files in real shells at a terminal: loaded, answered, loaded again by the profile, completed, taken out.
struct ProfileTests {
    struct Shell: CustomTestStringConvertible, Sendable {
        let path: String
        let arguments: [String]
        let profile: String
        let file: String

        var testDescription: String { Paths.name(of: path) }
    }

    private static let shells = [
        ("bash", [], ".bashrc", "bash/cc-proxy.sh"), ("zsh", [], ".zshrc", "bash/cc-proxy.sh"),
        ("fish", [], ".config/fish/config.fish", "fish/cc-proxy.fish"),
    ].compactMap { name, arguments, profile, file in
        ShellSession.path(of: name).map { Shell(path: $0, arguments: arguments, profile: profile, file: file) }
    }

    /// A home directory with a profile, and a base directory with the shell files and the built program.
    private struct World {
        let home: String
        let profile: String
        let source: String
        let environment: [String: String]
        let original: [UInt8]
        var marker: String { "\(home)/base it's/configs/.run/profile-offered" }

        func terminal(_ shell: Shell) throws -> TerminalSession {
            try TerminalSession([shell.path] + shell.arguments, environment: environment, directory: home)
        }
    }

    private func with(_ shell: Shell, _ body: (World) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            let base = directory.path("base it's")
            let root = Paths.parent(of: Paths.parent(of: Paths.parent(of: Paths.parent(of: #filePath))))
            for name in ["configs", "bin"] { try FileSystem.createDirectory("\(base)/\(name)", mode: 0o755) }
            let file = "\(base)/shell/\(shell.file)"
            try FileSystem.createDirectory(Paths.parent(of: file), mode: 0o755)
            try FileSystem.write(try FileSystem.read("\(root)/shell/\(shell.file)"), atomicallyTo: file, mode: 0o644)
            let program = "#!/bin/sh\nexec '\(try BuiltProducts.path(of: "ccproxy"))' --home \"\(base)\" \"$@\"\n"
            try FileSystem.write(program, atomicallyTo: "\(base)/bin/ccproxy", mode: 0o755)
            let profile = directory.path(shell.profile)
            try FileSystem.createDirectory(Paths.parent(of: profile), mode: 0o755)
            let completion = shell.path.hasSuffix("zsh") ? "autoload -Uz compinit; compinit -D\nbindkey -e\n" : ""
            // The last line has no end.
            let original = Array("\(completion)set -o noclobber >/dev/null 2>&1; # mine".utf8)
            try FileSystem.write(original, atomicallyTo: profile, mode: 0o640)
            try body(
                World(
                    home: directory.path,
                    profile: profile,
                    source: "source \"\(file)\"",
                    environment: [
                        "HOME": directory.path, "PATH": "/usr/bin:/bin", "TERM": "dumb", "LANG": "C.UTF-8",
                        "SHELL": shell.path, "fish_features": "no-query-term",
                    ],
                    original: original
                )
            )
        }
    }

    @Test(arguments: shells)
    func `yes puts the functions in every new shell, and they come out again to the byte`(shell: Shell) throws {
        try with(shell) { world throws in
            do {
                let session = try world.terminal(shell)
                try session.type("\(world.source)\r")
                #expect(try session.wait(for: "(Y/N) ").contains("~/\(shell.profile)"))
                try session.type("y\r")
                try session.wait(for: "loads the functions now")
                // Loading it again asks nothing and starts nothing.
                #expect(try !session.run(world.source).contains("(Y/N)"))
            }
            #expect(FileSystem.exists(world.marker))
            #expect(try FileSystem.info(world.profile)?.mode == 0o640)
            #expect(try FileSystem.read(world.profile).count > world.original.count)

            let session = try world.terminal(shell)
            try session.run("true")
            #expect(!session.screen.contains("(Y/N)"))
            #expect(try session.run("cc_proxy_install_profile").contains("loads them already"))
            try session.type("cc-proxy-status antig\t")
            try session.wait(for: "ravity")
            try session.type("\u{15}")
            #expect(try session.run("cc_proxy_uninstall_profile").contains("as it was"))
            #expect(try FileSystem.read(world.profile) == world.original)
            #expect(try FileSystem.info(world.profile)?.mode == 0o640)
            #expect(!FileSystem.exists("\(world.profile).ccproxy-backup"))
        }
    }

    @Test(arguments: shells)
    func `no is remembered`(shell: Shell) throws {
        try with(shell) { world throws in
            let session = try world.terminal(shell)
            try session.type("\(world.source)\r")
            try session.wait(for: "(Y/N) ")
            try session.type("n\r")
            try session.wait(for: "nobody will ask again")
            #expect(try !session.run(world.source).contains("(Y/N)"))
            #expect(try FileSystem.read(world.profile) == world.original)
        }
    }
}
