import ProxyModel
import Supervision

/// Reports for the views to show.
enum Reports {
    static let accounts: [StatusReport.Account] = [
        .init(file: "codex-me.json", label: "me@example.com", state: .ok, expiresAt: Timestamp("2026-12-01T00:00:00Z")),
        .init(file: "codex-한국.json", label: "한국어@example.com", state: .expired, expiresAt: nil),
    ]

    static let codex = StatusReport.Provider(
        provider: "codex",
        port: 18419,
        url: "http://127.0.0.1:18419",
        engine: "ccproxy-gateway",
        state: .running,
        isHealthy: true,
        pid: 4123,
        uptimeSeconds: 11.9,
        accounts: accounts
    )

    static let gemini = StatusReport.Provider(
        provider: "gemini",
        port: 18420,
        url: "http://127.0.0.1:18420",
        engine: "cli-proxy-api",
        state: .failed,
        restarts: 4,
        lastError: "gave up after 5 tries: exit status 3\nread its log",
        exitHistory: [.init(at: Timestamp(seconds: 1_795_255_200), reason: "exit status 3")],
        lastLogLines: ["first", "\u{1B}[2Jsecond"]
    )

    static let claude = StatusReport.Provider(
        provider: "claude",
        port: 18418,
        url: "http://127.0.0.1:18418",
        engine: "auto",
        state: .stopped
    )

    static let foreign = StatusReport.Provider(
        provider: "claude",
        port: 18418,
        url: "http://127.0.0.1:18418",
        engine: "auto",
        state: .foreign,
        lastError: "port 18418 is in use by PID 812 (user alice): python3 -m http.server"
    )

    static func report(_ providers: StatusReport.Provider..., isRunning: Bool = true) -> StatusReport {
        StatusReport(
            daemon: .init(isRunning: isRunning, pid: isRunning ? 4100 : nil, uptimeSeconds: 12, version: "0.1.0"),
            dashboard: .init(isRunning: false, url: "http://127.0.0.1:18500/"),
            providers: providers
        )
    }
}
