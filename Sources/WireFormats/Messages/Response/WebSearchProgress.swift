internal import JSON

/// The searches of an answer, and what the last of them has found.
///
/// Not every provider says at once what a search has found; then it is what the text cites.
struct WebSearchProgress {
    /// How many pages of one answer are kept.
    static let sourceLimit = 256

    /// How many searches there were.
    private(set) var count = 0
    private var pendingID: String?
    /// What the last search has found.
    var sources: [WebSource] = []

    /// A search with this identifier has been made.
    mutating func begin(id: String) {
        count += 1
        pendingID = id
        sources = []
    }

    /// The text cites a page.
    mutating func cite(_ source: WebSource) {
        guard pendingID != nil, sources.count < Self.sourceLimit else { return }
        if !sources.contains(where: { $0.url == source.url }) { sources.append(source) }
    }

    /// The search whose result was not shown yet, with what it has found; nil when there is none.
    mutating func takeResult() -> (id: String, sources: [WebSource])? {
        guard let id = pendingID else { return nil }
        pendingID = nil
        return (id, sources)
    }

    /// The JSON text of the arguments that such a search has in an Anthropic message.
    static func arguments(query: String) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.name("query")
        json.string(query)
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
