import HTTPTransport
import ProxyModel
import SignIn

/// What `config.yaml` says, as far as this engine listens to it.
struct GatewayConfiguration: Sendable, Equatable {
    /// Where to listen: a numeric address or `localhost`.
    var host = "127.0.0.1"
    /// The port; 0 lets the kernel choose one.
    var port: UInt16 = 0
    /// The absolute path of the directory with the token files.
    var credentialDirectory: String
    /// Who may use the proxy paths; with none, nobody may.
    var apiKeys: [Secret] = []

    /// The key of the management API as configured; `MANAGEMENT_PASSWORD` comes before it.
    var managementKey: Secret?
    var allowsRemoteManagement = false
    var servesControlPanel = true

    var proxy = UpstreamProxy.environment
    var retries = RetrySettings()
    var routing = RoutingSettings()
    /// `streaming.keepalive-seconds`: how long a client of a translated stream is left without a sign of life; Claude Code
    /// gives up after five minutes.
    var keepAlive = Duration.seconds(15)
    /// `oauth-model-alias` and `oauth-excluded-models`: for accounts with a token file, by provider.
    var channels: [ProviderKind: ModelChannel] = [:]
    /// Whether a model without a prefix is served by accounts without a prefix only.
    var requiresPrefix = false
    var claudeKeys: [APIKeySettings] = []
    var codexKeys: [APIKeySettings] = []
    var codex = CodexSettings()
    /// Whose accounts the supervisor has started this engine for; nil when somebody else has started it.
    var kind: ProviderKind?

    /// What the supervisor tells ``kind`` in.
    static let kindVariable = "CCPROXY_PROVIDER_KIND"
    /// `oauth-client`: what is set about signing in, by kind of account.
    var signIn: [ProviderKind: OAuthSettings] = [:]

    var isDebugging = false
    var countsUsage = true

    /// What the log says about the file when it is read, one line each.
    var notes: [String] = []
}
