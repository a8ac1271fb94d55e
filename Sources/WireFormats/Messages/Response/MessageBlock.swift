/// A content block as it begins.
enum MessageBlock: Equatable {
    case text
    case thinking
    case toolUse(id: String, name: String)
    /// A search that the server makes itself.
    case webSearch(id: String)
    case webSearchResult(id: String, sources: [WebSource])
}
