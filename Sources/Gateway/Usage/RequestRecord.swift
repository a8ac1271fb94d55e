import ProxyModel

/// What is known of a request to the proxy paths once it is over; never anything of what was said in it.
struct RequestRecord: Sendable, Equatable {
    /// When the request came.
    var time: Timestamp
    var method: String
    /// The path without the query, which may hold anything.
    var path: String
    /// What the client asked for; nil when it named no model.
    var model: String?
    /// The account that answered; nil when none did.
    var account: String?
    /// What people know that account by.
    var accountLabel: String?
    /// The status that the client was sent; 499 when it had gone before.
    var status: UInt16
    var isStream = false
    /// nil when nothing was said about it.
    var usage: TokenUsage?
    /// From the request's head to the first byte of the upstream's answer; nil when there was none.
    var millisecondsToFirstByte: Double?
    /// From the request's head to the end of the answer.
    var milliseconds: Double = 0
    /// How many attempts failed before the one whose answer was passed on.
    var retries = 0
    /// The upstream's own name of the exchange, for its support.
    var requestID: String?
    /// What went wrong; nil when nothing did.
    var failure: String?

    /// Whether the request has done what the client wanted.
    var isSuccess: Bool { (200..<300).contains(status) && failure == nil }

    /// The status that stands for a client that did not wait for the answer.
    static let clientGone: UInt16 = 499
}
