import JSON

extension ResponsesBodyWriter {
    /// Notes what is left out of members that the neutral model has no place for.
    mutating func warn(ofUnsent members: [JSONMember]) {
        for member in members {
            switch member.name {
            case "context_management": warnings.insert(.contextManagement)
            case "safeguards": warnings.insert(.safeguards)
            case "max_uses", "blocked_domains": warnings.insert(.webSearchLimit)
            case let name where Self.isMeaningless(name): break
            default: warnings.insert(.unknownMember)
            }
        }
    }

    /// What leaving out a piece of content is called.
    static func warning(ofUnsent kind: ContentPart.Kind) -> TranslationWarning {
        switch kind {
        case .image, .document: .mediaReference
        default: .unknownContent
        }
    }

    /// Whether a member says nothing that the backend could act upon: how the client's provider caches, bills, streams
    /// arguments and finds tools.
    private static func isMeaningless(_ name: String) -> Bool {
        switch name {
        case "cache_control", "metadata", "service_tier", "defer_loading", "eager_input_streaming", "input_examples",
            "allowed_callers", "caller", "citations", "strict":
            true
        default: false
        }
    }
}
