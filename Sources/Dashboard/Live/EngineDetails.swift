/// What an engine tells about itself over its management interface, as far as the dashboard shows it.
struct EngineDetails: Equatable, Sendable {
    /// What an engine knows about one account.
    struct Account: Equatable, Sendable {
        /// The token file's name, or the engine's own name for an account without one.
        var id: String
        var label: String
        /// In the engine's own word.
        var state: String?
        var message: String?
        var successes: Int?
        var failures: Int?
        var limits: [Limit] = []
    }

    /// A limit of an account, as the provider last told it.
    struct Limit: Equatable, Sendable {
        var name: String
        /// From 0 to 1; nil when that is not known.
        var used: Double?
        var remaining: Int?
        /// In the provider's own word, such as `allowed`.
        var status: String?
        /// When it begins anew, RFC 3339.
        var reset: String?
    }

    /// What was used since midnight, UTC.
    struct Today: Equatable, Sendable {
        var requests: Int
        var tokens: Int
    }

    /// Whether the engine's own page can be shown in a frame.
    enum Panel: Equatable, Sendable {
        /// Not looked at yet.
        case unknown
        case available
        /// Why not, in a line.
        case unavailable(String)
    }

    var accounts: [Account] = []
    var today: Today?
    var panel = Panel.unknown
    /// Routes that this engine does not have, so that it is not asked for them again.
    var missingRoutes: Set<String> = []
    /// Why nothing is known, in a line.
    var problem: String?
}
