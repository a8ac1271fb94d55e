import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import CCProxyCommands

struct AutostartTests {
    private func service(_ base: String = "/srv/my \"base\" 100% $HOME", startsAll: Bool = false) -> AutostartService {
        AutostartService(
            base: BaseDirectory(path: base),
            executable: "/opt/ccproxy",
            startsAll: startsAll,
            environment: ["HOME": "/home/me"]
        )
    }

    @Test func `systemd gets a unit that lets proxies live on and is told when the daemon is ready`() {
        let unit = SystemdUnit(service: service(startsAll: true))
        #expect(unit.file == "/home/me/.config/systemd/user/ccproxy.service")
        let lines = unit.text.split(separator: "\n").map(String.init)
        for line in ["Type=notify", "KillMode=process", "Restart=on-failure", "WantedBy=default.target", "UMask=0077"] {
            #expect(lines.contains(line), "\(line)")
        }
        let command = #"ExecStart="/opt/ccproxy" "--home" "/srv/my \"base\" 100%% $$HOME" "daemon" "run" "--start-all""#
        #expect(lines.contains(command))
    }

    @Test func `no name of a directory gets out of its line, and the program is found under any`() {
        let unit = SystemdUnit(
            service: AutostartService(
                base: BaseDirectory(path: "/srv/a\nExecStartPre=/bin/evil\\"),
                executable: "/opt/$HOME %h/ccproxy",
                startsAll: false,
                environment: ["HOME": "/home/me"]
            )
        )
        #expect(
            unit.text.split(separator: "\n").map(String.init).contains(
                #"ExecStart=@"/opt/$HOME %%h/ccproxy" "/opt/$$HOME %%h/ccproxy" "--home" "#
                    + #""/srv/a\nExecStartPre=/bin/evil\\" "daemon" "run""#
            ),
            "\(unit.text)"
        )
    }

    @Test func `launchd gets an agent that leaves proxies alone`() {
        let agent = LaunchAgent(service: service("/srv/a&b<c>"))
        #expect(agent.file == "/home/me/Library/LaunchAgents/io.github.ccproxy.daemon.plist")
        #expect(agent.text.contains("<string>/srv/a&amp;b&lt;c&gt;</string>"))
        #expect(agent.text.contains("<key>AbandonProcessGroup</key>\n    <true/>"))
        #expect(!agent.text.contains("--start-all"))
    }

    @Test func `a file of somebody else is not touched`() throws {
        try withTemporaryDirectory { directory in
            let unit = directory.path(".config/systemd/user/ccproxy.service")
            try FileSystem.createDirectory(Paths.parent(of: unit), mode: 0o755)
            try FileSystem.write("[Service]\n", atomicallyTo: unit, mode: 0o644)
            for command in ["install", "uninstall"] {
                let run = try CommandRun(["daemon", command], in: directory)
                #expect(run.code == .failed && run.errors.contains("is not ours"), "\(run.errors)")
            }
            #expect(try FileSystem.read(unit) == Array("[Service]\n".utf8))
        }
    }

    @Test func `without systemctl there is nothing that starts anything, and it is said`() throws {
        try withTemporaryDirectory { directory in
            let run = try CommandRun(["daemon", "install"], in: directory, environment: ["PATH": directory.path])
            #expect(run.code == .failed && run.errors.contains("no systemctl"), "\(run.errors)")
        }
    }
}
