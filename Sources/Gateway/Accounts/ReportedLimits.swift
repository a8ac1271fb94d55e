import HTTPWire
import ProxyModel

/// What an upstream has said about an account's limits, and when.
struct ReportedLimits: Sendable {
    /// Where it was said.
    enum Source: Sendable {
        /// In the fields of an answer; read when somebody wants to know.
        case fields(HTTPFields)
        /// In an event of a stream.
        case event([RateLimit])
    }

    let source: Source
    let at: Timestamp

    /// Each limit.
    var all: [RateLimit] {
        switch source {
        case .fields(let fields): RateLimit.all(in: fields, at: at)
        case .event(let limits): limits
        }
    }
}
