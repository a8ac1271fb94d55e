import HTTPWire
import PlatformSupport
import ProxyModel

/// A request on its way: what the client has sent, and what is known of it.
struct RelayedRequest {
    let head: HTTPRequestHead
    let body: [UInt8]
    let peek: RequestPeek
    /// When its head had come.
    let start: MonotonicTime
    /// The same in no provider's words, for accounts that need that.
    let translation: RequestTranslation

    init(head: HTTPRequestHead, body: [UInt8], start: MonotonicTime) {
        self.head = head
        self.body = body
        self.start = start
        peek = RequestPeek(body)
        translation = RequestTranslation(body, session: head.fields["x-claude-code-session-id"])
    }

    /// What the client asks for, for the books.
    var model: String { peek.model ?? "" }

    /// Whether the client only wants to know how long its request is.
    ///
    /// By octets: of characters, `hasSuffix` has to find out first where they begin and end.
    var isTokenCount: Bool { head.path.utf8.suffix(13).elementsEqual("/count_tokens".utf8) }

    /// The Claude session; nil when the client names none.
    var session: String? { head.fields["x-claude-code-session-id"] ?? peek.session }

    /// What the choice of an account depends on, before any was tried.
    var route: RouteRequest { RouteRequest(model: model, session: session) }

    /// The path and query for the upstream, as the client has written them.
    ///
    /// In absolute form (RFC 9112 §3.2.2), what stands before the path is ours and not the upstream's.
    var pathAndQuery: String {
        if head.target.utf8.first == UInt8(ascii: "/") { return head.target }
        return head.query.map { "\(head.path)?\($0)" } ?? String(head.path)
    }
}
