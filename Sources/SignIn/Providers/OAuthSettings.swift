internal import HTTPTransport
package import ProxyModel

/// What can be set about signing in with one kind of account: other addresses, for a private deployment or a test, and the
/// OAuth client for providers that have none for us.
package struct OAuthSettings: Sendable, Equatable {
    /// Where the browser goes.
    package var authorizeURL: String?
    /// Where codes and refresh tokens are exchanged.
    package var tokenURL: String?
    /// Where the addresses of the device code flow begin, without a slash at the end.
    package var deviceURL: String?
    package var clientID: String?
    /// A secret: never shown.
    package var clientSecret: String?

    package init() {}

    /// What a setting is called, in `config.yaml` and, in capitals, in the environment.
    package static let names = ["authorize-url", "token-url", "device-url", "client-id", "client-secret"]

    /// A setting by its name; setting one that is not among `names` does nothing.
    package subscript(name: String) -> String? {
        get {
            switch name {
            case "authorize-url": authorizeURL
            case "token-url": tokenURL
            case "device-url": deviceURL
            case "client-id": clientID
            case "client-secret": clientSecret
            default: nil
            }
        }
        set {
            switch name {
            case "authorize-url": authorizeURL = newValue
            case "token-url": tokenURL = newValue
            case "device-url": deviceURL = newValue
            case "client-id": clientID = newValue
            case "client-secret": clientSecret = newValue
            default: break
            }
        }
    }

    /// The variable that sets `name` for a kind of account: `CCPROXY_OAUTH_CODEX_TOKEN_URL`.
    package static func variable(_ name: String, of kind: ProviderKind) -> String {
        "CCPROXY_OAUTH_\(kind.rawValue)_\(name)".uppercased().replacing("-", with: "_")
    }

    /// These settings with what the environment says on top; empty variables count as unset.
    package func overridden(by environment: [String: String], for kind: ProviderKind) -> OAuthSettings {
        var settings = self
        for name in Self.names {
            if let value = environment[Self.variable(name, of: kind)], !value.isEmpty { settings[name] = value }
        }
        return settings
    }

    /// Whether a secret may be sent to an address: encrypted, or to this very machine.
    package static func isUsable(url: String) -> Bool {
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let origin = UpstreamOrigin(url: url) else {
            return false
        }
        return origin.isSecure || origin.isLoopback
    }
}
