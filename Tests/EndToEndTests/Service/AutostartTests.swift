import PlatformSupport
import ProxyModel
import TestSupport
import Testing

/// `daemon install` with a systemctl that notes what it is asked, and a daemon in the hands of a service manager.
struct AutostartTests {
    private static let isLinux = Machine.current.system == .linux

    /// Puts a systemctl in place; it does what a systemd would as far as `script` says.
    private func systemctl(_ installation: Installation, _ script: String = "") throws -> [String: String] {
        let directory = "\(installation.base.path)/programs"
        try FileSystem.createDirectory(directory, mode: 0o755)
        let text = "#!/bin/sh\necho \"$*\" >>'\(installation.base.path)/calls'\n\(script)\n"
        try FileSystem.write(text, atomicallyTo: "\(directory)/systemctl", mode: 0o755)
        return ["PATH": "\(directory):/usr/bin:/bin"]
    }

    private func calls(_ installation: Installation) throws -> [String] {
        let bytes = try FileSystem.readIfPresent("\(installation.base.path)/calls") ?? []
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test(.enabled(if: isLinux))
    func `a running daemon is handed over, and its proxies go on`() async throws {
        try await Installation.with { installation throws in
            let environment = try systemctl(installation)
            try installation.succeed("start", "codex")
            let pid = try installation.pid()
            try installation.succeed("daemon", "install", environment: environment)
            #expect(
                try calls(installation) == [
                    "--user daemon-reload", "--user enable ccproxy.service", "--user restart ccproxy.service",
                ]
            )
            let unit = "\(installation.base.path)/.config/systemd/user/ccproxy.service"
            let text = String(decoding: try FileSystem.read(unit), as: UTF8.self)
            #expect(text.contains("\"--home\" \"\(installation.base.path)\" \"daemon\" \"run\""))
            #expect(try installation.pid() == pid)
            try installation.succeed("daemon", "install", environment: environment)
            try installation.succeed("daemon", "uninstall", environment: environment)
            #expect(!FileSystem.exists(unit))
            #expect(
                try calls(installation).suffix(2) == ["--user disable --now ccproxy.service", "--user daemon-reload"]
            )
            #expect(
                try installation.succeed("daemon", "uninstall", environment: environment).errors.contains("Nothing")
            )
        }
    }

    @Test(.enabled(if: isLinux))
    func `without a systemd of the user the unit waits for the next login`() async throws {
        try await Installation.with { installation throws in
            let environment = try systemctl(installation, "echo 'Failed to connect to bus: No medium found'; exit 1")
            let run = try installation.succeed("daemon", "install", environment: environment)
            #expect(run.errors.contains("next login") && run.errors.contains("enable-linger"), "\(run)")
            let directory = "\(installation.base.path)/.config/systemd/user"
            let wish = "\(directory)/default.target.wants/ccproxy.service"
            #expect(try FileSystem.readLink(wish) == "../ccproxy.service")
            #expect(FileSystem.exists(wish))
            try installation.succeed("daemon", "uninstall", environment: environment)
            #expect(try FileSystem.info(wish, followSymlinks: false) == nil)
        }
    }

    @Test func `a service manager is told when the daemon is ready, and when it ends`() async throws {
        try await Installation.with { installation throws in
            let path = "\(installation.base.path)/notify"
            let manager = try ServiceNoticeReceiver(path: path)
            let daemon = try installation.start(
                ["daemon", "run", "--start-all"],
                environment: ["NOTIFY_SOCKET": path]
            )
            #expect(try manager.next(within: .seconds(60)) == "READY=1")
            try installation.wait { $0.isHealthy }
            let pid = try installation.pid()
            try daemon.handle.signal(.terminate)
            #expect(try manager.next(within: .seconds(60)) == "STOPPING=1")
            #expect(try daemon.wait().code == 0)
            #expect(try installation.pid() == pid)
        }
    }
}
