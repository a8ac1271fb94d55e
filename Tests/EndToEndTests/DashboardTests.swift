import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import Testing

/// The dashboard of a real daemon.
@Suite(.timeLimit(.minutes(5)))
struct DashboardTests {
    private func ask(_ installation: Installation, _ path: String) throws -> HTTPResponse {
        var client = BlockingHTTPClient(to: .ipv4(host: "127.0.0.1", port: installation.dashboardPort))
        return try client.exchange(HTTPClientRequest(.get, path), timeout: .seconds(30))
    }

    @Test func `it is there as long as the daemon is, whatever becomes of the providers`() async throws {
        try await Installation.with { installation in
            try installation.succeed("start", "codex")
            let report = try installation.status().dashboard
            #expect(report.isRunning)
            #expect(report.url == "http://127.0.0.1:\(installation.dashboardPort)/cc_proxy_management_dashboard.html")
            #expect(try ask(installation, "/cc_proxy_management_dashboard.html").status == .ok)
            try installation.succeed("stop", "codex")
            #expect(try ask(installation, "/cc_proxy_management_dashboard.html").status == .ok)
            try installation.succeed("stop")
            #expect(throws: (any Error).self) { try ask(installation, "/") }
            #expect(try !installation.status().dashboard.isRunning)
        }
    }

    @Test func `a link is good until the daemon ends, and the next daemon's has another key`() async throws {
        try await Installation.with { installation in
            func link() throws -> String {
                let output = try installation.succeed("links").output
                return try #require(output.split(separator: "#key=").last.map { String($0) })
            }
            let key = try link()
            #expect(try link() == key)
            try installation.succeed("daemon", "stop")
            #expect(try link() != key)
        }
    }

    @Test func `a port that is taken is no reason not to start, and whoever has it is named`() async throws {
        try await Installation.with { installation in
            let address = SocketAddress.ipv4(host: "127.0.0.1", port: installation.dashboardPort)
            let stranger = try ListeningSocket.listen(on: address)
            try installation.succeed("start", "codex")
            let report = try installation.status()
            #expect(report.providers.contains { $0.provider == "codex" && $0.isHealthy })
            #expect(!report.dashboard.isRunning)
            #expect(report.dashboard.lastError?.contains("PID \(CurrentProcess.pid)") == true)
            let doctor = try installation.run("doctor")
            #expect(doctor.output.contains("port \(installation.dashboardPort) is in use by PID \(CurrentProcess.pid)"))
            _ = consume stranger
            #expect(try installation.status().dashboard.isRunning)
        }
    }
}
