extension FakeIdentityProvider {
    /// What this provider insists on.
    package struct Rules: Sendable {
        /// How the token endpoint is asked.
        package enum Format: Sendable {
            case form, json
        }

        package var clientID = "app_EMoamEEZ73f0CkXaXp7hrann"
        package var format = Format.form
        /// The redirect URIs that are registered; empty: any of this machine.
        package var redirectURIs: [String] = []
        /// Whether the person at the authorization page lets the client in.
        package var consents = true
        /// How long an access token is said to live, in seconds.
        package var lifetime = 3600
        /// Whether an old refresh token stays good until its successor, or the access token that came with it, is used.
        package var toleratesLostAnswers = false
        package var email = "me@example.com"
        package var accountID = "account-1"
        package var plan = "plus"
        /// What the device code flow asks clients to wait, in seconds.
        package var interval = 0

        package init() {}

        /// OpenAI's.
        package static var codex: Rules { Rules() }

        /// Anthropic's.
        package static var claude: Rules {
            var rules = Rules()
            rules.clientID = "9d1c250a-e61b-44d9-88ed-5944d1962f5e"
            rules.format = .json
            return rules
        }
    }

    /// A way to fail.
    package enum Failure: Sendable {
        case status(UInt16)
        /// 200 with something that is no token.
        case garbage
        /// An answer that comes when the gate is opened.
        case hold(Gate)
    }

    /// What becomes of a device code when it is asked for the next time.
    package enum DeviceAnswer: Sendable {
        case pending, slowDown, approved, expired, denied
    }

    /// A code that was given at the authorization page.
    struct Grant {
        let challenge: String
        let redirectURI: String
    }

    struct State {
        var complaints: [String] = []
        var failures: [Failure] = []
        var codes: [String: Grant] = [:]
        var accessTokens: Set<String> = []
        var currentRefreshToken: String?
        var previousRefreshToken: String?
        var lastNumber = 0
        var refreshesAsked = 0
        var refreshesGranted = 0
        var exchanges = 0
        var deviceAnswers: [DeviceAnswer] = []
    }
}
