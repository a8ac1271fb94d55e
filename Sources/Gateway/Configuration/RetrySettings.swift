/// What is done when an attempt fails before anything was sent to the client.
struct RetrySettings: Sendable, Hashable {
    /// How many more rounds over all accounts follow when every one of the first round failed.
    var additionalRounds = 0
    /// How many accounts a round may try; 0 stands for all.
    var accountsPerRound = 0
    /// The longest time to wait between two rounds, in seconds; 0: never wait.
    var longestWait: Int64 = 0
    /// Whether an account keeps being used although its upstream has asked for a pause.
    var ignoresCooldowns = false
}
