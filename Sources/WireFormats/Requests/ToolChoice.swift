/// Whether the model has to call a tool.
package enum ToolChoice: Equatable, Sendable {
    case automatic
    /// It must not call any.
    case none
    /// It has to call some tool.
    case required
    /// It has to call this one.
    case tool(String)
}
