import JSON
import ProxyModel
import Testing

@testable import Dashboard

struct ProviderViewTests {
    private var provider: StatusReport.Provider {
        var provider = DashboardHarness.provider("codex", port: 18419, pid: 77)
        provider.accounts = [
            .init(file: "a.json", label: "홍길동@회사.한국", state: .expiring, expiresAt: Timestamp("2026-12-01T00:00:00Z"))
        ]
        return provider
    }

    private func bytes(_ provider: StatusReport.Provider, _ details: EngineDetails = EngineDetails()) -> [UInt8] {
        var json = JSONWriter()
        ProviderView(provider, startedAt: 1_795_240_000, details: details, log: ["one"]).write(to: &json)
        return json.bytes
    }

    @Test func `a state that has only become older gives the same bytes`() {
        var later = provider
        later.uptimeSeconds = 900
        #expect(bytes(provider) == bytes(later))
        later.restarts = 1
        #expect(bytes(provider) != bytes(later))
    }

    @Test func `what the engine knows stands with the account, and accounts that only it knows come last`() throws {
        var details = EngineDetails()
        details.accounts = [
            .init(id: "key-1", label: "sk-ant-…aaa1", state: "ready"),
            .init(
                id: "a.json",
                label: "other label",
                state: "cooldown",
                message: "slow down",
                successes: 3,
                failures: 1
            ),
        ]
        let view = try JSONReader.read(bytes(provider, details))
        let accounts = try #require(view["accounts"]?.elements)
        #expect(accounts.map { $0["label"]?.string } == ["홍길동@회사.한국", "sk-ant-…aaa1"])
        #expect(accounts[0]["state"]?.string == "expiring")
        #expect(accounts[0]["engine_state"]?.string == "cooldown")
        #expect(accounts[0]["message"]?.string == "slow down")
        #expect(accounts[0]["expires_at"]?.string == "2026-12-01T00:00:00Z")
        #expect(accounts[1]["state"]?.string == "ready")
    }

    @Test func `why there is no panel is said`() throws {
        #expect(try JSONReader.read(bytes(provider))["panel"]?.string == "unknown")
        let missing = try JSONReader.read(bytes(provider, EngineDetails(panel: .unavailable("not there"))))
        #expect(missing["panel_reason"]?.string == "not there")
    }
}
