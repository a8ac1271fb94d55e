import PlatformSupport
import TestSupport
import Testing

@testable import CCProxyCommands

struct ProfileCommandTests {
    /// A base directory with shell files.
    private func prepare(_ directory: TemporaryDirectory) throws {
        for file in ["bash/cc-proxy.sh", "fish/cc-proxy.fish", "powershell/cc-proxy.ps1"] {
            let path = directory.path("base/shell/\(file)")
            try FileSystem.createDirectory(Paths.parent(of: path), mode: 0o755)
            try FileSystem.write("# functions\n", atomicallyTo: path, mode: 0o644)
        }
    }

    private func contents(_ path: String) throws -> String? {
        try FileSystem.readIfPresent(path).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `profiles keep their bytes, their mode and their links`() throws {
        try withTemporaryDirectory { directory in
            try prepare(directory)
            let (bash, real, link) = (directory.path(".bashrc"), directory.path("dotfiles"), directory.path(".zshrc"))
            try FileSystem.write("alias x=y", atomicallyTo: bash, mode: 0o640)
            try FileSystem.write("# zsh\n", atomicallyTo: real, mode: 0o600)
            try FileSystem.writeLink(to: "dotfiles", atomicallyAt: link)

            for _ in 0..<2 {
                let run = try CommandRun(["install-profile"], in: directory)
                #expect(run.code == .done, "\(run.errors)")
                #expect(run.output.contains("~/.bashrc") && run.output.contains("~/.zshrc"))
            }
            let installed = try #require(try contents(bash))
            #expect(installed.hasPrefix("alias x=y\n# >>> ccproxy"))
            #expect(installed.contains(". '\(directory.path("base/shell/bash/cc-proxy.sh"))'"))
            #expect(installed.split(separator: "\n").count == 4)
            #expect(try FileSystem.info(bash)?.mode == 0o640)
            #expect(try FileSystem.readLink(link) == "dotfiles")
            #expect(try FileSystem.info(real)?.mode == 0o600)
            #expect(try contents("\(bash).ccproxy-backup") == "alias x=y")
            #expect(FileSystem.exists(directory.path("base/configs/.run/profile-offered")))

            let undone = try CommandRun(["uninstall-profile"], in: directory)
            #expect(undone.code == .done, "\(undone.errors)")
            #expect(try contents(bash) == "alias x=y" && contents(real) == "# zsh\n")
            #expect(try FileSystem.info(bash)?.mode == 0o640)
            #expect(try FileSystem.list(directory.path).filter { $0.hasSuffix("backup") } == [])
        }
    }

    @Test func `a profile that is missing is made only when that is wanted, and goes again`() throws {
        try withTemporaryDirectory { directory in
            try prepare(directory)
            let path = directory.path(".config/fish/config.fish")
            let made = try CommandRun(["install-profile", "fish", "--yes"], in: directory)
            #expect(made.code == .done, "\(made.errors)")
            #expect(try contents(path)?.contains("source '") == true)
            #expect(try CommandRun(["uninstall-profile"], in: directory).code == .done)
            #expect(!FileSystem.exists(path))
        }
    }

    @Test func `PowerShell's profile is the one that it names`() throws {
        try withTemporaryDirectory { directory in
            try prepare(directory)
            let path = directory.path("profile.ps1")
            try FileSystem.write("$x = 1\r\n", atomicallyTo: path, mode: 0o644)
            #expect(try CommandRun(["install-profile", "powershell", "--file", path], in: directory).code == .done)
            #expect(try contents(path)?.hasSuffix("# <<< ccproxy <<<\r\n") == true)
            #expect(try CommandRun(["uninstall-profile", "powershell", "--file", path], in: directory).code == .done)
            #expect(try contents(path) == "$x = 1\r\n")
            #expect(try CommandRun(["install-profile", "--file", path], in: directory).code == .wrongUsage)
        }
    }

    @Test func `a line that somebody has written counts as installed, and is left to them`() throws {
        try withTemporaryDirectory { directory in
            try prepare(directory)
            let line = "source \"\(directory.path("base/shell/bash/cc-proxy.sh"))\"\n"
            try FileSystem.write(line, atomicallyTo: directory.path(".bashrc"), mode: 0o644)
            #expect(try CommandRun(["install-profile"], in: directory).output.contains("already"))
            let run = try CommandRun(["uninstall-profile"], in: directory)
            #expect(run.errors.contains("not ours"))
            #expect(try contents(directory.path(".bashrc")) == line)
        }
    }

    @Test func `a profile with several names stays one file under all of them`() throws {
        try withTemporaryDirectory { directory in
            try prepare(directory)
            let (bash, other) = (directory.path(".bashrc"), directory.path("dotfiles-bashrc"))
            try FileSystem.write("alias x=y\n", atomicallyTo: other, mode: 0o640)
            try FileSystem.addName(bash, to: other)
            let before = try #require(try FileSystem.info(other))
            #expect(try CommandRun(["install-profile"], in: directory).code == .done)
            #expect(try contents(other)?.hasPrefix("alias x=y\n# >>> ccproxy") == true)
            #expect(try FileSystem.info(bash)?.isSameFile(as: before) == true)
            #expect(try contents("\(bash).ccproxy-backup") == "alias x=y\n")
            #expect(try CommandRun(["uninstall-profile"], in: directory).code == .done)
            #expect(try contents(other) == "alias x=y\n")
            #expect(try FileSystem.info(bash)?.isSameFile(as: before) == true)
            #expect(try FileSystem.info(bash)?.mode == 0o640)
            #expect(!FileSystem.exists("\(bash).ccproxy-backup"))
        }
    }

    @Test func `a write-protected profile is left alone, with a word`() throws {
        try withTemporaryDirectory { directory in
            try prepare(directory)
            try FileSystem.write("x\n", atomicallyTo: directory.path(".bashrc"), mode: 0o444)
            let run = try CommandRun(["install-profile"], in: directory)
            #expect(run.code == .failed && run.errors.contains("write-protected"))
            #expect(try contents(directory.path(".bashrc")) == "x\n")
        }
    }

    @Test func `without shell files nothing is changed`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.write("x\n", atomicallyTo: directory.path(".bashrc"), mode: 0o644)
            let run = try CommandRun(["install-profile"], in: directory)
            #expect(run.code == .failed && run.errors.contains("there is no"))
            #expect(try contents(directory.path(".bashrc")) == "x\n")
        }
    }
}
