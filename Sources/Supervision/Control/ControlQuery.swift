import HTTPTransport
import HTTPWire

/// What a request to the daemon says beside its path: one member of the query at the most, and nothing in a body.
struct ControlQuery {
    /// The words of the member `name=a,b`; nil when the request does not have it.
    ///
    /// Provider names need no percent-encoding, and nothing else is understood.
    let values: [String]?

    /// What cannot be understood, and what can.
    struct Misunderstanding: Error {
        let message: String
        let remedy: String
    }

    /// Reads it.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - member: the only name that the query may have.
    /// - Throws: `Misunderstanding` for anything that the sender may have meant and that would be passed over: another
    ///   name, the same twice, no word where there should be some, a body.
    init(of request: HTTPRequest, member: String) throws(Misunderstanding) {
        switch request.body.framing {
        case .none, .length(0): break
        default: throw Misunderstanding(message: "the request has a body", remedy: "say it in the query: ?\(member)=…")
        }
        let query = request.query ?? ""
        var values: [String]?
        for part in query.isEmpty ? [] : query.split(separator: "&", omittingEmptySubsequences: false) {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.first ?? "" == member else {
                throw Misunderstanding(
                    message: "'\(part)' is not understood in a query",
                    remedy: "\(request.path)?\(member)=…"
                )
            }
            guard values == nil else {
                throw Misunderstanding(message: "\(member) stands there twice", remedy: "?\(member)=a,b")
            }
            let words = sides.dropFirst().first?.split(separator: ",", omittingEmptySubsequences: false) ?? []
            guard !words.isEmpty, words.allSatisfy({ !$0.isEmpty }) else {
                throw Misunderstanding(
                    message: "\(member) names nobody in '\(part)'",
                    remedy: member == "providers" ? "leave it out to mean all" : "?engines=stop or ?engines=keep"
                )
            }
            values = words.map(String.init)
        }
        self.values = values
    }
}
