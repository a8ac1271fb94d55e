package import ProxyModel

extension OAuthProvider {
    /// The way to sign in to a kind of account, with the user's settings.
    ///
    /// - Throws: `SignInError`: no OAuth client for a provider that has none for us, or an address that no secret may be
    ///   sent to.
    package init(_ kind: ProviderKind, settings: OAuthSettings) throws(SignInError) {
        switch kind {
        case .codex: self = .codex
        case .claude: self = .claude
        case .antigravity, .gemini:
            guard let id = settings.clientID, let secret = settings.clientSecret else {
                throw .noOAuthClient(kind)
            }
            self = .google(kind, clientID: id, clientSecret: secret)
        }
        try apply(settings)
    }

    private mutating func apply(_ settings: OAuthSettings) throws(SignInError) {
        for (name, url) in [
            ("authorize-url", settings.authorizeURL), ("token-url", settings.tokenURL),
            ("device-url", settings.deviceURL),
        ] {
            if let url, !OAuthSettings.isUsable(url: url) { throw .unusableAddress(kind, setting: name) }
        }
        authorizeURL = settings.authorizeURL ?? authorizeURL
        tokenURL = settings.tokenURL ?? tokenURL
        clientID = settings.clientID ?? clientID
        clientSecret = settings.clientSecret ?? clientSecret
        if device != nil, let base = settings.deviceURL { device = .codex(issuer: base) }
    }

    /// OpenAI, with the client that is registered for programs on the user's machine.
    private static var codex: OAuthProvider {
        let issuer = "https://auth.openai.com"
        return OAuthProvider(
            kind: .codex,
            authorizeURL: "\(issuer)/oauth/authorize",
            tokenURL: "\(issuer)/oauth/token",
            device: .codex(issuer: issuer),
            clientID: "app_EMoamEEZ73f0CkXaXp7hrann",
            scope: "openid profile email offline_access",
            extraParameters: [
                ("id_token_add_organizations", "true"), ("codex_cli_simplified_flow", "true"),
                ("originator", "ccproxy"),
            ],
            refreshScope: "openid profile email",
            // The second is registered as well, for when somebody else listens on the first.
            callbackPorts: [ProviderKind.codex.callbackPort, 1457],
            callbackPath: "/auth/callback",
            acceptsAnyPort: false
        )
    }

    /// Anthropic, likewise.
    private static var claude: OAuthProvider {
        OAuthProvider(
            kind: .claude,
            authorizeURL: "https://claude.ai/oauth/authorize",
            tokenURL: "https://console.anthropic.com/v1/oauth/token",
            clientID: "9d1c250a-e61b-44d9-88ed-5944d1962f5e",
            scope: "org:create_api_key user:profile user:inference",
            extraParameters: [("code", "true")],
            bodyFormat: .json,
            sendsState: true,
            callbackPorts: [ProviderKind.claude.callbackPort],
            callbackPath: "/callback",
            acceptsAnyPort: false
        )
    }

    /// Google, with a client that the user has registered: it lets any port of this machine be called.
    private static func google(_ kind: ProviderKind, clientID: String, clientSecret: String) -> OAuthProvider {
        let base = "https://www.googleapis.com/auth/"
        var scopes = ["openid", "\(base)cloud-platform", "\(base)userinfo.email", "\(base)userinfo.profile"]
        if kind == .antigravity { scopes += ["\(base)cclog", "\(base)experimentsandconfigs"] }
        return OAuthProvider(
            kind: kind,
            authorizeURL: "https://accounts.google.com/o/oauth2/v2/auth",
            tokenURL: "https://oauth2.googleapis.com/token",
            clientID: clientID,
            clientSecret: clientSecret,
            scope: scopes.joined(separator: " "),
            // Without these there is no refresh token.
            extraParameters: [("access_type", "offline"), ("prompt", "consent")],
            callbackPorts: [kind.callbackPort],
            callbackPath: kind == .antigravity ? "/oauth-callback" : "/oauth2callback",
            acceptsAnyPort: true
        )
    }
}

extension OAuthProvider.DeviceAddresses {
    /// OpenAI's, below its issuer.
    fileprivate static func codex(issuer: String) -> OAuthProvider.DeviceAddresses {
        OAuthProvider.DeviceAddresses(
            userCode: "\(issuer)/api/accounts/deviceauth/usercode",
            poll: "\(issuer)/api/accounts/deviceauth/token",
            page: "\(issuer)/codex/device",
            redirect: "\(issuer)/deviceauth/callback"
        )
    }
}
