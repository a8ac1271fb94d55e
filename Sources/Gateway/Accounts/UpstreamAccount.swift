import HTTPTransport
import ProxyModel

/// An account at an upstream, whose credential replaces the client's key.
struct UpstreamAccount: Sendable, Hashable {
    /// Where the account comes from.
    enum Source: Sendable, Hashable {
        /// An entry of the configuration.
        case configuration
        /// The token file of that name.
        case tokenFile(String)
    }

    /// Tells it from the other accounts, also across restarts; may be shown.
    let id: String
    let source: Source
    let service: UpstreamService
    var credential: UpstreamCredential
    /// What people know it by: an e-mail address, or what may be shown of a key.
    var label: String
    var address: UpstreamAddress
    /// The word by which a client can name this account: `prefix/model`.
    var prefix: String?
    /// Accounts of a higher priority are used first.
    var priority = 0
    var proxy = UpstreamProxy.environment
    var headers: [HeaderRule] = []
    var models = AccountModels()
    var isDisabled = false
    /// When the access token's time is over; nil when it has no end that is known.
    var expiry: Timestamp?
    /// What the user has written down about it.
    var note: String?
    /// The ChatGPT account that a token is for; the codex backend wants to see it.
    var chatGPTAccount: String?
    /// What the subscription is called, as `plus`; nil when nobody has said so.
    var plan: String?

    /// An account at its service's usual address.
    init(
        id: String,
        source: Source,
        service: UpstreamService = .anthropic,
        credential: UpstreamCredential,
        label: String
    ) {
        self.id = id
        self.source = source
        self.service = service
        self.credential = credential
        self.label = label
        address = service.usualAddress
    }
}
