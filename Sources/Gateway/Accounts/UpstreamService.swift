import ProxyModel
import WireFormats

/// Whose API an account is for: everything in which the providers differ follows from it.
///
/// What they share does not ask: the choice of an account, pauses, failover, usage, limits, the books.
enum UpstreamService: Sendable, Hashable {
    /// Anthropic's Messages API, or one that is like it: requests are passed on as they came.
    case anthropic
    /// What ChatGPT subscriptions use Codex with: OpenAI Responses with rules of its own.
    case codexBackend
    /// OpenAI's public Responses API, or one that is like it.
    case openAIResponses

    /// The provider that it belongs to.
    var kind: ProviderKind {
        switch self {
        case .anthropic: .claude
        case .codexBackend, .openAIResponses: .codex
        }
    }

    /// Where it is when nothing else is configured.
    var usualAddress: UpstreamAddress {
        switch self {
        case .anthropic: .anthropic
        case .codexBackend: .chatGPT
        case .openAIResponses: .openAI
        }
    }

    /// Whether requests and answers have to be translated on their way.
    var isTranslated: Bool { self != .anthropic }

    /// Which rules a translated request keeps.
    var dialect: ResponsesDialect { self == .codexBackend ? .codexBackend : .publicAPI }

    /// The path for a translated request, behind the address.
    var responsesPath: String { self == .codexBackend ? "/codex/responses" : "/responses" }

    /// The part of the configuration that holds its API keys; nil when it takes none.
    var keySection: String? {
        switch self {
        case .anthropic: "claude-api-key"
        case .codexBackend: nil
        case .openAIResponses: "codex-api-key"
        }
    }

    /// What lists of models call their owner.
    var owner: String { self == .anthropic ? "anthropic" : "openai" }
}
