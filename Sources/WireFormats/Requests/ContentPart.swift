package import JSON

/// A piece of a message: text, a picture, a call, what a call brought, a thought.
package struct ContentPart: Equatable, Sendable {
    /// What the piece is.
    package indirect enum Kind: Equatable, Sendable {
        case text(String)
        case image(MediaSource)
        case document(Document)
        case toolCall(ToolCall)
        case toolResult(ToolResult)
        case reasoning(Reasoning)
        /// A tool that was found by a search and may be called from now on.
        case toolReference(String)
        /// A piece of a kind that the model does not know, whole, in the request's own format.
        case unknown(JSONValue)
    }

    package var kind: Kind
    /// Members of the piece that have no place in `kind`, in the request's own format.
    package var extra: [JSONMember]

    package init(_ kind: Kind, extra: [JSONMember] = []) {
        self.kind = kind
        self.extra = extra
    }
}

extension ContentPart {
    /// A document to read, as a PDF.
    package struct Document: Equatable, Sendable {
        package var source: MediaSource
        package var title: String?

        package init(source: MediaSource, title: String? = nil) {
            self.source = source
            self.title = title
        }
    }

    /// A call of a tool by the model.
    package struct ToolCall: Equatable, Sendable {
        package var id: String
        package var name: String
        /// The arguments, an object; a string when the client sent text that is no JSON.
        package var arguments: JSONValue

        package init(id: String, name: String, arguments: JSONValue) {
            self.id = id
            self.name = name
            self.arguments = arguments
        }
    }

    /// What a call brought.
    ///
    /// Results come in any order; the id says which call each belongs to.
    package struct ToolResult: Equatable, Sendable {
        package var callID: String
        package var parts: [ContentPart]
        package var isError: Bool

        package init(callID: String, parts: [ContentPart], isError: Bool = false) {
            self.callID = callID
            self.parts = parts
            self.isError = isError
        }
    }

    /// A thought of the model.
    package struct Reasoning: Equatable, Sendable {
        /// The thought in words, as far as the backend gives any.
        package var text: String
        /// What the backend needs to think on from here; only the one that made it can read it.
        package var signature: String?
        /// Whether the thought is one of those that the provider shows to nobody; `signature` is then all there is.
        package var isRedacted: Bool

        package init(text: String, signature: String?, isRedacted: Bool = false) {
            self.text = text
            self.signature = signature
            self.isRedacted = isRedacted
        }
    }
}
