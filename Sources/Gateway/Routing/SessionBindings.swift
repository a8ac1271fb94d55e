import ProxyModel

/// Which account each Claude session has been using, so that its prompt caches are found again.
struct SessionBindings: Sendable {
    private struct Binding {
        var account: String
        var expires: Timestamp
    }

    private var bindings: [String: Binding] = [:]

    /// How many sessions are remembered at most.
    static let limit = 4096
    /// The longest name of a session that is remembered, in bytes; Claude Code's have 36.
    static let nameLimit = 128

    var count: Int { bindings.count }

    /// The account of a session; nil when it has none, or has been silent for too long.
    func account(of session: String, now: Timestamp) -> String? {
        guard let binding = bindings[session], binding.expires > now else { return nil }
        return binding.account
    }

    /// Remembers the account of a session for so many seconds from now.
    mutating func bind(_ session: String, to account: String, now: Timestamp, lifetime: Int64) {
        guard session.utf8.count <= Self.nameLimit else { return }
        bindings[session] = Binding(account: account, expires: now.advanced(bySeconds: lifetime))
        if bindings.count > Self.limit { makeRoom(now: now) }
    }

    /// Forgets all bindings to accounts other than these.
    mutating func keep(_ accounts: Set<String>) {
        bindings = bindings.filter { accounts.contains($0.value.account) }
    }

    /// Drops what has expired; if that is not enough, the quarter that will expire first.
    private mutating func makeRoom(now: Timestamp) {
        bindings = bindings.filter { $0.value.expires > now }
        guard bindings.count > Self.limit else { return }
        let order = bindings.sorted { $0.value.expires < $1.value.expires }
        for entry in order.prefix(Self.limit / 4) { bindings[entry.key] = nil }
    }
}
