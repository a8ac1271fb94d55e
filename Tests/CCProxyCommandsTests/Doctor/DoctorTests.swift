import JSON
import PlatformSupport
import ProxyModel
import Supervision
import TestSupport
import Testing

@testable import CCProxyCommands

struct DoctorTests {
    private let codex = ProviderSettings(id: .codex, kind: .codex, port: 18419)

    private func withDirectory(_ body: (TemporaryDirectory, ProviderDirectory) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            let provider = ProviderDirectory(path: directory.path("configs/codex"))
            try FileSystem.createDirectory(provider.path, mode: 0o700)
            try body(directory, provider)
        }
    }

    // MARK: Installation and settings

    @Test func `a base directory that does not exist yet is fine`() throws {
        try withTemporaryDirectory { directory in
            let base = BaseDirectory(path: directory.path("new"))
            let findings = InstallationCheck(base: base, origin: .option).findings()
            #expect(findings.map(\.verdict) == [.ok])
            #expect(findings.first?.found == "\(base.path) (--home) does not exist yet; the first start makes it")
        }
    }

    @Test func `a file in the place of the base directory is not`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.write("", atomicallyTo: directory.path("file"), mode: 0o600)
            let base = BaseDirectory(path: directory.path("file"))
            #expect(InstallationCheck(base: base, origin: .option).findings().map(\.verdict) == [.broken])
        }
    }

    @Test func `looking leaves nothing behind`() throws {
        try withTemporaryDirectory { directory in
            let base = BaseDirectory(path: directory.path)
            #expect(InstallationCheck(base: base, origin: .option).findings().first?.verdict == .ok)
            let names = try FileSystem.list(directory.path)
            #expect(names == [])
        }
    }

    @Test func `every mistake in the settings is a finding with its place`() throws {
        try withTemporaryDirectory { directory in
            let base = BaseDirectory(path: directory.path)
            try FileSystem.createDirectory(base.configs, mode: 0o755)
            try FileSystem.write("provders: 3\nlinks: {port-ofset: 1}\n", atomicallyTo: base.settings, mode: 0o600)
            let findings = SettingsCheck(base: base, environment: [:]).findings()
            #expect(findings.count { $0.verdict == .broken } == 2)
            #expect(findings.first?.found.hasPrefix("\(base.settings):1:1: ") == true)
            #expect(findings.first?.remedy?.contains("ccproxy config validate") == true)
        }
    }

    // MARK: Permissions

    @Test(arguments: [
        (0o600, false, nil), (0o640, false, Finding.Verdict.warning), (0o644, true, .broken), (0o620, false, .broken),
    ])
    func `a file that others may read or change is said with its chmod`(
        mode: Int,
        isSecret: Bool,
        verdict: Finding.Verdict?
    ) throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("it's a file")
            try FileSystem.write("", atomicallyTo: path, mode: UInt16(mode))
            let findings = PermissionCheck(check: Check("permissions"), isSecret: isSecret).file(path)
            #expect(findings.first?.verdict == verdict)
            guard verdict != nil else { return }
            #expect(findings.first?.remedy == "chmod 600 '\(directory.path)/it'\\''s a file'")
        }
    }

    // MARK: The engine's configuration

    private func configuration(_ text: String?) throws -> [Finding] {
        var findings: [Finding] = []
        try withDirectory { _, provider in
            if let text {
                let filled = text.replacing("DIR", with: provider.path)
                try FileSystem.write(filled, atomicallyTo: provider.configuration, mode: 0o600)
            }
            findings = ConfigurationCheck(provider: codex, directory: provider).findings()
        }
        return findings
    }

    @Test func `a configuration that a start would not change is fine, and so is none`() throws {
        let right = "host: 127.0.0.1\nport: 18419\nauth-dir: DIR\napi-keys: [a]\n"
        #expect(try configuration(right).map(\.verdict) == [.ok])
        #expect(try configuration(nil).map(\.verdict) == [.ok])
    }

    @Test func `what a start would change is a warning each`() throws {
        let findings = try configuration("host: 0.0.0.0\nport: [1]\napi-keys: []\n")
        #expect(findings.map(\.verdict) == [.warning, .warning, .warning, .warning])
        #expect(findings[0].found.contains("auth-dir is missing, not "))
        #expect(findings[1].found.hasSuffix("host is 0.0.0.0, not 127.0.0.1"))
        #expect(findings[2].found.hasSuffix("port is a list, not 18419"))
        #expect(findings[3].found.contains("every local user gets in"))
        #expect(findings.allSatisfy { $0.remedy == "ccproxy restart codex  sets it right" })
    }

    @Test(arguments: ["- a list\n", "host: [\n", "text"])
    func `a configuration that is none is broken`(text: String) throws {
        #expect(try configuration(text).map(\.verdict) == [.broken])
    }

    // MARK: Port

    @Test func `a port that nobody has is free`() throws {
        try withDirectory { _, provider in
            // Of this port the kernel has just said that nobody has it.
            let address = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0)).localAddress
            var settings = codex
            settings.port = try #require(address.port)
            let finding = PortCheck(provider: settings, directory: provider, status: nil).finding()
            #expect(finding.verdict == .ok)
            #expect(finding.found == "\(settings.port) is free")
        }
    }

    @Test func `a port that somebody else has is said with who it is`() throws {
        try withDirectory { _, provider in
            let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            var settings = codex
            settings.port = try #require(listener.localAddress.port)
            let finding = PortCheck(provider: settings, directory: provider, status: nil).finding()
            #expect(finding.verdict == .broken)
            #expect(finding.found.hasPrefix("\(settings.port) is in use by PID \(CurrentProcess.pid) "))
            #expect(finding.remedy?.contains("ccproxy config set providers.codex.port") == true)
            _ = consume listener
        }
    }

    // MARK: Accounts

    private func accounts(_ files: [String: String], mode: UInt16 = 0o600) throws -> [Finding] {
        var findings: [Finding] = []
        try withDirectory { _, provider in
            for (name, text) in files {
                try FileSystem.write(text, atomicallyTo: Paths.join(provider.path, name), mode: mode)
            }
            var check = AccountCheck(provider: codex, directory: provider, signIn: "engine -codex-login")
            check.now = Timestamp(seconds: 1_795_255_200)
            findings = check.findings()
        }
        return findings
    }

    @Test func `no account is a warning with the command that signs in`() throws {
        let findings = try accounts([:])
        #expect(
            findings == [Check("accounts", of: "codex").warning("none is signed in", remedy: "engine -codex-login")]
        )
    }

    @Test func `an API key in the configuration is as good as an account`() throws {
        #expect(try accounts(["config.yaml": "codex-api-key: [{api-key: x}]\n"]).map(\.verdict) == [.ok])
        #expect(try accounts(["config.yaml": "codex-api-key: []\n"]).map(\.verdict) == [.warning])
    }

    @Test func `accounts are judged by what can become of them`() throws {
        let old = #""expired":"2026-01-01T00:00:00Z""#
        let findings = try accounts([
            "a.json": #"{"type":"codex","access_token":"a","email":"a@example.com"}"#,
            "b.json": #"{"type":"codex","access_token":"a","email":"b@example.com",\#(old)}"#,
            "c.json": #"{"type":"codex","access_token":"a","email":"c@example.com","refresh_token":"r",\#(old)}"#,
            "d.json": "{",
            "e.json": #"{"type":"gemini"}"#,
            "f.json": "{}",
        ])
        #expect(findings.map(\.verdict) == [.ok, .warning, .ok, .broken, .warning, .warning])
        #expect(findings[0].found == "a@example.com (a.json): ok")
        #expect(findings[1].found.contains("expired at 2026-01-01T00:00:00Z"))
        #expect(findings[3].remedy?.hasPrefix("mv ") == true, "whatever is in it is kept")
        #expect(findings[4].found == "e.json is an account of Gemini, and has no business here")
    }

    @Test func `a token that others may read is broken`() throws {
        let findings = try accounts(["a.json": #"{"type":"codex","access_token":"a"}"#], mode: 0o644)
        #expect(findings.map(\.verdict) == [.ok, .broken])
        #expect(findings.last?.remedy?.hasPrefix("chmod 600 ") == true)
    }

    // MARK: The rest

    @Test func `a daemon of another version is told to go`() {
        let same = DaemonCheck.judge(.init(isRunning: true, pid: 1, uptimeSeconds: 2, version: ProductVersion.text))
        #expect(same.verdict == .ok)
        let other = DaemonCheck.judge(.init(isRunning: true, pid: 1, uptimeSeconds: 2, version: "9.9.9"))
        #expect(other.verdict == .warning)
        #expect(other.remedy?.hasPrefix("ccproxy daemon stop") == true)
    }

    @Test func `a dashboard whose port somebody else holds is a warning that names them`() {
        let url = "http://127.0.0.1:18500/cc_proxy_management_dashboard.html"
        #expect(DashboardCheck.judge(.init(isRunning: true, url: url)).verdict == .ok)
        let taken = DashboardCheck.judge(.init(isRunning: false, url: url, lastError: "port 18500 is in use by PID 7"))
        #expect(taken.verdict == .warning)
        #expect(taken.found == "port 18500 is in use by PID 7")
        #expect(taken.remedy?.contains("ccproxy config set dashboard.port 19500") == true)
    }

    @Test func `a proxy that was given up is broken, and a foreign port is the port's business`() {
        #expect(ProviderCheck.state(of: Reports.gemini).map(\.verdict) == [.broken])
        #expect(ProviderCheck.state(of: Reports.foreign) == [])
        #expect(ProviderCheck.state(of: nil) == [])
    }

    @Test func `a library that does not exist is a warning`() {
        #expect(LibraryCheck(name: "libno-such-thing.so.1").finding().verdict == .warning)
    }

    @Test func `a profile that loads the functions is found`() throws {
        try withTemporaryDirectory { directory in
            let base = BaseDirectory(path: directory.path)
            #expect(ShellCheck(base: base, environment: ["HOME": directory.path]).findings() == [])
            try FileSystem.createDirectory("\(base.shell)/bash", mode: 0o755)
            try FileSystem.write("", atomicallyTo: "\(base.shell)/bash/cc-proxy.sh", mode: 0o644)
            let without = ShellCheck(base: base, environment: ["HOME": directory.path, "SHELL": "/bin/zsh"]).findings()
            #expect(without.first?.remedy == "ccproxy install-profile")
            let line = "source \(base.shell)/bash/cc-proxy.sh\n"
            try FileSystem.write(line, atomicallyTo: directory.path(".bashrc"), mode: 0o644)
            let with = ShellCheck(base: base, environment: ["HOME": directory.path]).findings()
            #expect(with.first?.found.hasPrefix("~/.bashrc loads") == true)
        }
    }

    @Test func `an engine that other machines reach is worth a warning`() throws {
        var provider = try #require(ProviderSettings.predefined.first)
        for host in ["127.0.0.1", "localhost", "::1"] {
            provider.host = host
            #expect(ProviderCheck.exposure(of: provider).isEmpty)
        }
        for host in ["0.0.0.0", "::", "192.168.1.4", ""] {
            provider.host = host
            #expect(ProviderCheck.exposure(of: provider).map(\.verdict) == [.warning])
        }
    }

    // MARK: All of it

    @Test func `findings are a line each, those of a provider below its name`() {
        let view = FindingsView(findings: [
            Check("settings").ok("valid"), Check("daemon").warning("old", remedy: "ccproxy daemon stop"),
            Check("engine", of: "codex").broken("missing\u{1B}", remedy: "put it there\nor elsewhere"),
        ])
        #expect(
            view.lines(style: TextStyle(isOn: false)) == [
                "  settings  ok       valid",
                "  daemon    warning  old",
                "                     -> ccproxy daemon stop",
                "",
                "codex",
                "  engine    broken   missing^[",
                "                     -> put it there",
                "                     -> or elsewhere",
                "",
                "1 thing is broken, 1 warning.",
            ]
        )
        #expect(!view.isWell)
    }

    @Test func `with everything broken at once the doctor still answers`() throws {
        try withTemporaryDirectory { directory in
            let base = BaseDirectory(path: directory.path("base"))
            try FileSystem.createDirectory("\(base.configs)/codex", mode: 0o755)
            try FileSystem.write("][", atomicallyTo: base.settings, mode: 0o666)
            try FileSystem.write("#!/bin/sh\n", atomicallyTo: "\(base.path)/cli-proxy-api", mode: 0o644)
            try FileSystem.write("a: [", atomicallyTo: "\(base.configs)/codex/config.yaml", mode: 0o644)
            try FileSystem.write("{", atomicallyTo: "\(base.configs)/codex/x.json", mode: 0o644)
            try FileSystem.createDirectory(base.keys, mode: 0o700)
            try FileSystem.write("no keys", atomicallyTo: "\(base.keys)/codex.json", mode: 0o600)
            let run = try CommandRun(["doctor", "--json"], in: directory)
            #expect(run.code == .failed)
            let json = try run.json()
            #expect(json["well"]?.boolean == false)
            let broken = (json["findings"]?.elements ?? []).filter { $0["verdict"]?.string == "broken" }
            let checks = Set(broken.compactMap { $0["check"]?.string })
            #expect(
                checks.isSuperset(of: [
                    "settings", "claude", "engine", "config.yaml", "accounts", "permissions", "keys",
                ])
            )
        }
    }

    @Test func `without a base directory the doctor says so and goes on`() throws {
        let location = BaseLocation(option: "", environment: [:], executable: "")
        guard case .failure(let error) = location.found else {
            Issue.record("an empty option is no base directory")
            return
        }
        #expect(InstallationCheck.nowhere(error).verdict == .broken)
    }
}
