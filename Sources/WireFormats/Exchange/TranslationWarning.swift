/// Something of a request that the backend does not get.
///
/// One kind stands for all losses of its sort, so that a log can have one line a kind (`description`).
package enum TranslationWarning: String, CaseIterable, Sendable, CustomStringConvertible {
    case outputLimit
    case sampling
    case contextManagement
    case safeguards
    case unknownMember
    case unknownContent
    case foreignThinking
    case mediaReference
    case providerTool
    case webSearchLimit
    case toolSchema
    case unansweredCall
    case resultWithoutCall

    /// What was left out, in words for a log.
    package var description: String {
        switch self {
        case .outputLimit: "max_tokens is not passed on: this backend takes no limit on its answers"
        case .sampling: "temperature, top_p and top_k are not passed on: this model takes no such settings"
        case .contextManagement: "context_management is not passed on: this backend edits no contexts"
        case .safeguards: "safeguards are not passed on: this backend judges no tool calls"
        case .unknownMember: "members of the request that are not known here are not passed on"
        case .unknownContent: "content of a kind that is not known here, or that this backend refuses, is not passed on"
        case .foreignThinking: "thinking of another provider is not passed on: only that one can read it"
        case .mediaReference: "pictures and documents that only another provider can fetch are not passed on"
        case .providerTool: "tools that another provider defines or runs are not passed on"
        case .webSearchLimit: "limits on web searches other than allowed_domains are not passed on"
        case .toolSchema: "allOf, anyOf, oneOf, enum and not at the top of a tool's schema are not passed on"
        case .unansweredCall: "a tool call without a result is passed on with an empty one"
        case .resultWithoutCall: "the result of a tool call that is not in the request is passed on as text"
        }
    }
}
