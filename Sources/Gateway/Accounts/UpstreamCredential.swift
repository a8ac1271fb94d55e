/// What an upstream wants to see before it answers.
enum UpstreamCredential: Sendable, Hashable {
    /// An API key, sent as `x-api-key`.
    case apiKey(Secret)
    /// An access token of a subscription, sent as `Authorization: Bearer`.
    case accessToken(Secret)

    /// The credential that a configured key is: tokens of a subscription say so in their first characters.
    init(configured key: Secret) {
        self = key.revealed.hasPrefix("sk-ant-oat") ? .accessToken(key) : .apiKey(key)
    }
}
