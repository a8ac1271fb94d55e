/// How an account is chosen among those that can serve a request.
struct RoutingSettings: Sendable, Hashable {
    /// The order in which accounts are used.
    enum Strategy: String, Sendable, CaseIterable {
        /// The one that has waited longest.
        case roundRobin = "round-robin"
        /// The first, until it can no more.
        case fillFirst = "fill-first"
    }

    var strategy = Strategy.roundRobin
    /// Whether a Claude session stays with its account, whose prompt caches know it.
    var keepsSessions = true
    /// How long a session that is silent keeps its account, in seconds.
    var sessionLifetime: Int64 = 3600
}
