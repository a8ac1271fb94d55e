/// Whose accounts a provider holds: what its token files say in `type`, and how one signs in.
package enum ProviderKind: String, CaseIterable, Sendable, CustomStringConvertible {
    case antigravity
    case claude
    case codex
    case gemini

    package var description: String { rawValue }

    /// What a token file of this kind has in its `type` member.
    package var tokenType: String { rawValue }

    /// Whether `ccproxy-gateway` serves accounts of this kind; the others need cli-proxy-api.
    package var isServedByGateway: Bool {
        switch self {
        case .claude, .codex: true
        case .antigravity, .gemini: false
        }
    }

    /// The name that people know it by.
    package var title: String {
        switch self {
        case .antigravity: "Antigravity"
        case .claude: "Claude"
        case .codex: "Codex"
        case .gemini: "Gemini"
        }
    }

    /// The engine's flag for signing in with a browser.
    ///
    /// cli-proxy-api dropped Gemini's in v7.2.20; whoever uses it has to expect "unknown flag" there.
    package var signInFlag: String {
        switch self {
        case .antigravity: "-antigravity-login"
        case .claude: "-claude-login"
        case .codex: "-codex-login"
        case .gemini: "-login"
        }
    }

    /// The engine's flag for signing in with a code that is typed on another device, `nil` when the provider has none.
    package var deviceSignInFlag: String? {
        self == .codex ? "-codex-device-login" : nil
    }

    /// The port that the provider sends the browser back to.
    package var callbackPort: UInt16 {
        switch self {
        case .antigravity: 51121
        case .claude: 54545
        case .codex: 1455
        case .gemini: 8085
        }
    }

    /// Whether another callback port than `callbackPort` can work.
    ///
    /// Claude and Codex have theirs registered: with cli-proxy-api the listener moves and the address that the browser
    /// is sent to does not.
    package var acceptsOtherCallbackPort: Bool {
        switch self {
        case .antigravity, .gemini: true
        case .claude, .codex: false
        }
    }
}
