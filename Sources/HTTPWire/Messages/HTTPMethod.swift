/// The method of a request: a token, and case matters (RFC 9110 §9.1).
package struct HTTPMethod: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let text: String

    /// A method that is written in our source.
    package init(stringLiteral literal: String) {
        text = literal
        assert(HTTPMethod(validating: literal) != nil, "\(literal) is not a method")
    }

    /// A method that comes from outside.
    ///
    /// - Returns: nil when the text is not a token.
    package init?(validating text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy({ ByteClass.isMember($0, of: .token) }) else { return nil }
        self.text = text
    }

    /// What a parser has checked to be a token.
    init(checked text: String) {
        self.text = text
    }

    package var description: String { text }

    package static var get: HTTPMethod { "GET" }
    package static var head: HTTPMethod { "HEAD" }
    package static var post: HTTPMethod { "POST" }
    package static var put: HTTPMethod { "PUT" }
    package static var delete: HTTPMethod { "DELETE" }
    package static var patch: HTTPMethod { "PATCH" }
    package static var options: HTTPMethod { "OPTIONS" }
    package static var connect: HTTPMethod { "CONNECT" }
}
