import JSON
import ProxyModel

/// Everything that the page shows about one provider.
///
/// Nothing in it changes by itself, such as an age: equal states give equal bytes, and those are not sent twice.
struct ProviderView {
    private let provider: StatusReport.Provider
    private let startedAt: Int64?
    private let details: EngineDetails
    private let log: [String]

    /// - Parameters:
    ///   - provider: how it stands.
    ///   - startedAt: when its process was started, in seconds since 1970.
    ///   - details: what its engine tells.
    ///   - log: the end of its log.
    init(_ provider: StatusReport.Provider, startedAt: Int64?, details: EngineDetails, log: [String]) {
        self.provider = provider
        self.startedAt = startedAt
        self.details = details
        self.log = log
    }

    /// Appends it as one JSON object.
    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("provider", provider.provider)
        json.member("port", Int(provider.port))
        json.member("engine", provider.engine)
        json.member("state", provider.state.rawValue)
        json.member("healthy", provider.isHealthy)
        json.member("pid", provider.pid.map { Int($0) })
        json.member("started_at", startedAt.map { Int($0) })
        json.member("restarts", provider.restarts)
        json.member("last_error", provider.lastError)
        json.member("next_retry_at", provider.nextRetryAt?.description)
        json.array("exits", provider.exitHistory.suffix(5)) { json, exit in
            json.beginObject()
            json.member("at", exit.at.description)
            json.member("reason", exit.reason)
            json.endObject()
        }
        json.array("accounts", accounts) { json, account in account.write(to: &json) }
        json.name("today")
        if let today = details.today {
            json.beginObject()
            json.member("requests", today.requests)
            json.member("tokens", today.tokens)
            json.endObject()
        } else {
            json.null()
        }
        json.member("problem", details.problem)
        writePanel(to: &json)
        json.array("log", log) { json, line in json.string(line) }
        json.endObject()
    }

    private func writePanel(to json: inout JSONWriter) {
        switch details.panel {
        case .unknown: json.member("panel", "unknown")
        case .available: json.member("panel", "available")
        case .unavailable(let reason):
            json.member("panel", "unavailable")
            json.member("panel_reason", reason)
        }
    }

    /// The accounts of the provider's directory with what the engine knows of them, and then those that only the engine
    /// knows: keys in its configuration.
    private var accounts: [AccountView] {
        let known = provider.accounts.map { account in
            AccountView(
                label: account.label,
                state: account.state.rawValue,
                expiresAt: account.expiresAt?.description,
                engine: details.accounts.first { $0.id == account.file }
            )
        }
        let files = Set(provider.accounts.map(\.file))
        let others = details.accounts.filter { !files.contains($0.id) }.map {
            AccountView(label: $0.label, state: $0.state ?? "ok", expiresAt: nil, engine: $0)
        }
        return known + others
    }
}

/// One account as the page shows it.
private struct AccountView {
    let label: String
    let state: String
    let expiresAt: String?
    let engine: EngineDetails.Account?

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("label", label)
        json.member("state", state)
        json.member("engine_state", engine?.state)
        json.member("message", engine?.message)
        json.member("expires_at", expiresAt)
        json.member("succeeded", engine?.successes)
        json.member("failed", engine?.failures)
        json.array("limits", engine?.limits ?? []) { json, limit in
            json.beginObject()
            json.member("name", limit.name)
            json.name("used")
            if let used = limit.used { json.double(used) } else { json.null() }
            json.member("remaining", limit.remaining)
            json.member("status", limit.status)
            json.member("reset", limit.reset)
            json.endObject()
        }
        json.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: String, _ value: String?) {
        self.name(name)
        if let value { string(value) } else { null() }
    }

    fileprivate mutating func member(_ name: String, _ value: Int?) {
        self.name(name)
        if let value { integer(value) } else { null() }
    }

    fileprivate mutating func member(_ name: String, _ value: Bool) {
        self.name(name)
        boolean(value)
    }

    fileprivate mutating func array<Element>(
        _ name: String,
        _ elements: some Sequence<Element>,
        _ write: (inout JSONWriter, Element) -> Void
    ) {
        self.name(name)
        beginArray()
        for element in elements { write(&self, element) }
        endArray()
    }
}
