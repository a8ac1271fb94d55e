package import ProxyModel

/// Why signing in, or staying signed in, does not work.
///
/// Holds no secret: neither codes nor tokens nor what a provider has said beyond its error's code and explanation.
package enum SignInError: Error, Sendable, Equatable {
    /// There is no OAuth client for this kind of account: none is shipped, and none is set.
    case noOAuthClient(ProviderKind)
    /// A setting is no address that a secret may be sent to.
    case unusableAddress(ProviderKind, setting: String)
    /// The provider has no device code flow.
    case noDeviceFlow(ProviderKind)
    /// Somebody else listens on every port that the browser could be sent to; the text says who.
    case portsInUse(String)
    /// The provider says no for good: its code, and its explanation where it has one.
    case refused(code: String, explanation: String?)
    /// The provider cannot be asked, or does not answer as it should, and may do so later.
    case unavailable(String)
    /// Nobody has finished the login in time.
    case timedOut
    /// The account cannot be stored; the text names the file.
    case notStored(String)
    /// The token file cannot be used; the text names what is wrong with it.
    case unusableFile(String)
    /// The account's token file has nothing to renew a token with.
    case notRenewable
}

extension SignInError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noOAuthClient(let kind):
            "no OAuth client for \(kind.title) is shipped with ccproxy, and none is set. "
                + (kind == .gemini ? "Use an API key, or sign in" : "Sign in")
                + " with an installed cli-proxy-api. With a client of your own, set \(Self.clientVariables(kind))"
        case .unusableAddress(let kind, let setting):
            "oauth-client.\(kind).\(setting) is not an https URL (http only to this machine)"
        case .noDeviceFlow(let kind):
            "\(kind.title) has no sign-in with a code"
        case .portsInUse(let text): text
        case .refused(let code, let explanation):
            "the provider refuses: \(Self.reason(code, explanation))"
        case .unavailable(let text): text
        case .timedOut: "nobody has signed in in time"
        case .notStored(let text), .unusableFile(let text): text
        case .notRenewable: "there is no refresh token in it"
        }
    }

    /// What the provider has said to explain a refusal; nil for anything else.
    package var refusalReason: String? {
        guard case .refused(let code, let explanation) = self else { return nil }
        return Self.reason(code, explanation)
    }

    private static func reason(_ code: String, _ explanation: String?) -> String {
        explanation.map { "\($0) (\(code))" } ?? code
    }

    private static func clientVariables(_ kind: ProviderKind) -> String {
        ["client-id", "client-secret"].map { OAuthSettings.variable($0, of: kind) }.joined(separator: " and ")
            + ", or oauth-client.\(kind) in config.yaml"
    }

    /// Whether the same may work a little later, without anybody doing anything.
    package var isTemporary: Bool {
        if case .unavailable = self { true } else { false }
    }
}
