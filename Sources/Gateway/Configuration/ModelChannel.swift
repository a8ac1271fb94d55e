/// What the configuration says of the models of all accounts with a token file of one provider.
struct ModelChannel: Sendable, Hashable {
    /// `oauth-model-alias`: more names for what the upstream has.
    var aliases: [ModelMapping] = []
    /// `oauth-excluded-models`: what is not served.
    var excluded: [ModelPattern] = []
}
