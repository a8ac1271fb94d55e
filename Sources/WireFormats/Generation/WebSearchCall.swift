/// A search of the web that the provider made itself.
package struct WebSearchCall: Equatable, Sendable {
    /// The provider's identifier of the search.
    package var id: String
    /// What was looked for; empty when the provider does not say.
    package var query: String
    /// What was found; empty when the provider says so only in the text's citations.
    package var sources: [WebSource]

    package init(id: String, query: String, sources: [WebSource] = []) {
        self.id = id
        self.query = query
        self.sources = sources
    }
}
