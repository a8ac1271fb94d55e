/// Why an upstream gives no answer, or no more of it, in no provider's words.
///
/// Made from an HTTP answer that is none of success, or from an event within a stream; told to a client as an
/// `AnthropicError`.
package struct UpstreamFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// What went wrong, as far as it matters to who has to react.
    package enum Kind: String, Sendable, CaseIterable {
        /// The request is not what the upstream understands.
        case invalidRequest
        /// The conversation is longer than the model can take.
        case contextFull
        /// The request has more bytes than the upstream takes.
        case tooLarge
        /// The credential is refused.
        case authentication
        /// The account may not do this, or has nothing left to pay it with.
        case permission
        /// There is no such model, or no such path.
        case notFound
        /// The account's allowance is used up: minutes to days.
        case usageLimit
        /// Too many requests at once: seconds.
        case rateLimit
        /// The upstream has too much to do.
        case overloaded
        /// The upstream did not answer in time.
        case timeout
        /// Something broke on the upstream's side.
        case server
        /// The stream ended, or stopped being one, before the answer was whole.
        case brokenStream
    }

    package var kind: Kind
    /// What the upstream says about it, for people.
    package var message: String
    /// The upstream's own word for it.
    package var code: String?
    /// The HTTP status that it came with.
    package var status: Int?
    /// After how many seconds another try makes sense, as far as the upstream says.
    package var retryAfterSeconds: Int?
    /// When the allowance is renewed, in seconds since 1970.
    package var resetsAt: Int?

    package init(
        _ kind: Kind,
        message: String,
        code: String? = nil,
        status: Int? = nil,
        retryAfterSeconds: Int? = nil,
        resetsAt: Int? = nil
    ) {
        self.kind = kind
        self.message = message
        self.code = code
        self.status = status
        self.retryAfterSeconds = retryAfterSeconds
        self.resetsAt = resetsAt
    }

    package var description: String { message }
}
