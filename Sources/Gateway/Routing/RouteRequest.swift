/// What the choice of an account depends on.
struct RouteRequest: Sendable {
    /// What the client asks for, with a prefix if it has one.
    var model: String
    /// The Claude session; nil when the client names none.
    var session: String?
    /// The accounts that have been tried in this round.
    var tried: Set<String> = []
}
