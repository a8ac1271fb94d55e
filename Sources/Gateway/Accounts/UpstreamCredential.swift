/// What an upstream wants to see before it answers.
enum UpstreamCredential: Sendable, Hashable {
    /// An API key, sent as `x-api-key` to Anthropic and as `Authorization: Bearer` to others.
    case apiKey(Secret)
    /// An access token of a subscription, sent as `Authorization: Bearer`.
    case accessToken(Secret)

    /// The credential that a configured key is: tokens of a Claude subscription say so in their first characters.
    init(configured key: Secret, for service: UpstreamService) {
        self = service == .anthropic && key.revealed.hasPrefix("sk-ant-oat") ? .accessToken(key) : .apiKey(key)
    }
}
