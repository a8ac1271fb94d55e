/// The names by which a backend knows the client's tools and tool calls.
///
/// Backends take at most 64 letters, digits, `_` and `-`; clients have longer ones (`mcp__…`) and others. A call's id
/// needs no way back in the answer, since calls of an answer bring the backend's own ids, which the client then uses.
package struct ToolNameTable: Equatable, Sendable {
    private let names: ShortNames
    private let calls: ShortNames

    /// A table of all the tools and all the calls of a request.
    package init(toolNames: [String] = [], callIDs: [String] = []) {
        names = ShortNames(toolNames)
        calls = ShortNames(callIDs)
    }

    /// A tool's name for the backend.
    package func backendName(of toolName: String) -> String { names.short(for: toolName) }

    /// The client's name of a tool that the backend called; a name that is unknown is passed on as it is.
    package func clientName(of backendName: String) -> String { names.name(for: backendName) }

    /// A call's id for the backend.
    package func backendCallID(of callID: String) -> String { calls.short(for: callID) }
}
