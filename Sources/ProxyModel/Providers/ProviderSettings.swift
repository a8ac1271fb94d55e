/// One provider as the settings have it.
package struct ProviderSettings: Hashable, Sendable {
    package let id: ProviderID
    package var kind: ProviderKind
    /// Whether `start all` includes it.
    package var isEnabled: Bool
    /// Where its engine listens: an IPv4 or IPv6 address, or `localhost`.
    package var host: String
    package var port: UInt16
    package var engine: EngineChoice

    package init(
        id: ProviderID,
        kind: ProviderKind,
        port: UInt16,
        isEnabled: Bool = true,
        host: String = "127.0.0.1",
        engine: EngineChoice = .automatic
    ) {
        self.id = id
        self.kind = kind
        self.port = port
        self.isEnabled = isEnabled
        self.host = host
        self.engine = engine
    }

    /// The four that need no settings, in the order in which they are shown and started.
    package static let predefined: [ProviderSettings] = [
        ProviderSettings(id: .antigravity, kind: .antigravity, port: 18417),
        ProviderSettings(id: .claude, kind: .claude, port: 18418),
        ProviderSettings(id: .codex, kind: .codex, port: 18419),
        ProviderSettings(id: .gemini, kind: .gemini, port: 18420),
    ]

    /// Where a client on this machine reaches the engine, without a trailing slash.
    package var url: String { url(port: port) }

    /// The same with another port, for a browser at the far end of a forwarded one.
    package func url(port: UInt16) -> String {
        "http://\(clientHost):\(port)"
    }

    /// Whether only this machine reaches the engine.
    package var isOnLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }

    /// The host as it stands in a URL: loopback when the engine listens on every interface, IPv6 in brackets.
    package var clientHost: String {
        switch host {
        case "", "0.0.0.0": "127.0.0.1"
        case "::": "[::1]"
        default: host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        }
    }
}
