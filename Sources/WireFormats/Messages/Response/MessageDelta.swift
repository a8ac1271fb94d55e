/// What is added to a content block.
enum MessageDelta: Equatable {
    case text(String)
    case thinking(String)
    case signature(String)
    /// More of the JSON text of a tool's arguments.
    case arguments(String)
}
