import ProxyModel
import Testing

@testable import CCProxyCommands

struct StatusViewTests {
    private let plain = TextStyle(isOn: false)

    @Test func `a report is a table, with what needs saying under each row`() {
        let view = StatusView(report: Reports.report(Reports.claude, Reports.codex, Reports.gemini), style: plain)
        #expect(
            view.lines() == [
                "PROVIDER  STATE    HEALTHY  PID   ADDRESS          UPTIME  RESTARTS  ENGINE",
                "claude    stopped  -        -     127.0.0.1:18418  -       -         auto",
                "codex     running  yes      4123  127.0.0.1:18419  11 s    -         ccproxy-gateway",
                "    me@example.com  ok  until 2026-12-01T00:00:00Z",
                "    한국어@example.com  expired",
                "gemini    failed   -        -     127.0.0.1:18420  -       4         cli-proxy-api",
                "    gave up after 5 tries: exit status 3",
                "    read its log",
                "    2026-11-21T10:00:00Z: exit status 3",
                "    | first",
                "    | ^[[2Jsecond",
            ]
        )
    }

    @Test func `what is well again shows when it was not`() throws {
        var codex = Reports.codex
        codex.restarts = 1
        codex.lastError = "exit status 3"
        let at = try #require(Timestamp("2026-11-21T10:00:00Z"))
        codex.exitHistory = [.init(at: at, reason: "exit status 3")]
        let view = StatusView(report: Reports.report(codex), style: plain)
        #expect(view.lines()[2] == "    last restart 2026-11-21T10:00:00Z: exit status 3")
    }

    @Test func `the short form is a line for each`() {
        let view = StatusView(report: Reports.report(Reports.codex, Reports.gemini), style: plain)
        #expect(view.shortLines() == ["codex   running  :18419  2 accounts", "gemini  failed   :18420  0 accounts"])
    }

    @Test func `more can be said`() {
        let view = StatusView(report: Reports.report(Reports.codex), style: plain, isVerbose: true)
        #expect(view.lines().contains("    me@example.com  ok  until 2026-12-01T00:00:00Z  codex-me.json"))
    }

    @Test func `that there is no dashboard is said, and why`() {
        var report = Reports.report(Reports.codex)
        report.dashboard.lastError = "port 18500 is in use by PID 7"
        let view = StatusView(report: report, style: plain)
        #expect(view.lines().last == "No dashboard: port 18500 is in use by PID 7")
    }

    @Test func `that the daemon does not run is said`() {
        let view = StatusView(report: Reports.report(Reports.claude, isRunning: false), style: plain)
        #expect(view.lines().last?.hasPrefix("The daemon does not run") == true)
    }

    @Test func `all is well when everything is healthy, or switched off and not asked for`() {
        #expect(StatusView(report: Reports.report(Reports.codex), style: plain).isWell)
        let report = Reports.report(Reports.codex, Reports.claude)
        #expect(!StatusView(report: report, style: plain).isWell)
        let view = StatusView(report: report, style: plain, disabled: ["claude"])
        #expect(view.isWell)
        #expect(view.shortLines().last?.contains("disabled") == true)
    }

    @Test func `a state is marked by how bad it is`() {
        let style = TextStyle(isOn: true)
        let lines = StatusView(report: Reports.report(Reports.codex, Reports.foreign), style: style).shortLines()
        #expect(lines[0].contains("\u{1B}[32mrunning\u{1B}[0m"))
        #expect(lines[1].contains("\u{1B}[31mforeign\u{1B}[0m"))
    }
}
