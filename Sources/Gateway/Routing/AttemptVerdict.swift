import HTTPWire
import ProxyModel

/// What follows from an upstream's answer before anything of it was sent to the client.
enum AttemptVerdict: Equatable {
    /// The answer goes to the client.
    case deliver
    /// The credential is renewed, if it can be and has not been for this request, and the attempt is made again.
    case renewCredential
    /// Another account is tried, after the failure was noted.
    case tryAnother(Note)

    /// What is remembered of a failure.
    enum Note: Equatable {
        /// It says nothing about the account.
        case nothing
        /// The account is left alone until then, for this model or for all of them.
        case pause(until: Timestamp, PauseScope)
        /// The account becomes the last resort for this model.
        case refused
    }

    /// What an account has to rest for.
    enum PauseScope: Equatable {
        case model
        case everyModel
    }

    /// Judges an answer by its status and fields.
    init(status: HTTPStatus, fields: HTTPFields, now: Timestamp) {
        switch status.rawValue {
        case 401:
            self = .renewCredential
        case 402, 403:
            self = .tryAnother(.refused)
        case 429, 529:
            let end = CooldownRule.end(status: status, fields: fields, now: now)
            self = .tryAnother(end.map { .pause(until: $0, .model) } ?? .nothing)
        case 404:
            // The paths are ours: it is the model that is missing, or an address that lacks the path. Another account may
            // have it.
            self = .tryAnother(.nothing)
        case 408, 500, 502, 503, 504, 520...526:
            // Anthropic says so when it knows that the same request fails again.
            self = fields["x-should-retry"] == "false" ? .deliver : .tryAnother(.nothing)
        default:
            self = .deliver
        }
    }

    /// How useful an answer with that status is to a client whose every account has failed: the higher, the more.
    ///
    /// A pause ends by itself; a fault of the server may; a refusal needs a person.
    static func rank(of status: HTTPStatus) -> Int {
        switch status.rawValue {
        case 429: 4
        case 529: 3
        case 500...: 2
        case 402, 403, 404: 1
        default: 0
        }
    }
}
