/// A request that is not what its format says, and where.
///
/// Becomes a 400 in the caller's own format. The request's values are not quoted: they are the user's text.
package struct WireFormatError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What kind of fault it is.
    package enum Code: String, Sendable {
        /// The body is no JSON at all.
        case notJSON
        /// A member that has to be there is not.
        case missing
        /// A member has a value of the wrong kind, or one that means nothing.
        case invalid
    }

    package let code: Code
    /// The member at fault, as `messages.3.content.0.source`; empty for the body as a whole.
    package let member: String
    /// What is wrong with it, in words for the caller.
    package let message: String

    package init(_ code: Code, member: String = "", message: String) {
        self.code = code
        self.member = member
        self.message = message
    }

    /// The same fault, its member seen from outside: `within("content")` makes `content.0.type` of `0.type`.
    func within(_ outer: String) -> WireFormatError {
        WireFormatError(code, member: member.isEmpty ? outer : "\(outer).\(member)", message: message)
    }

    /// `messages.3.content: expected a string or a list`, the form in which Anthropic's API says it.
    package var description: String {
        member.isEmpty ? message : "\(member): \(message)"
    }
}
