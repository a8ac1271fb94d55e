package import JSON

/// A tool that the model may call.
package struct ToolDefinition: Equatable, Sendable {
    /// Who runs the tool, and how it is described.
    package enum Kind: Equatable, Sendable {
        /// The client runs it; `schema` is the JSON schema of its arguments.
        case function(description: String?, schema: JSONValue)
        /// The provider searches the web.
        case webSearch(WebSearch)
        /// A tool that the provider defines or runs and that the model does not know, by its type; all else of it is
        /// in `extra`.
        case provider(type: String)
    }

    /// The bounds of a search of the web.
    package struct WebSearch: Equatable, Sendable {
        /// The type by which the client asked, since a search has versions.
        package var type: String
        /// The only domains to search; empty for all.
        package var allowedDomains: [String] = []
        /// Where the user is, as an object with `city`, `country`, `region`, `timezone` and `type`.
        package var userLocation: JSONValue?

        package init(type: String) {
            self.type = type
        }
    }

    package var name: String
    package var kind: Kind
    /// Members of the definition that have no place above, in the request's own format.
    package var extra: [JSONMember]

    package init(name: String, kind: Kind, extra: [JSONMember] = []) {
        self.name = name
        self.kind = kind
        self.extra = extra
    }
}
