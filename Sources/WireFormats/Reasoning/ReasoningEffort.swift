/// How much a model is to think before it answers, from nothing to all it can.
package enum ReasoningEffort: String, CaseIterable, Comparable, Sendable {
    case none, minimal, low, medium, high, xhigh, max

    package static func < (first: ReasoningEffort, second: ReasoningEffort) -> Bool {
        first.rank < second.rank
    }

    /// The effort that stands for a number of tokens to think with.
    ///
    /// The steps are those of other translators: 512, 1,024, 8,192 and 24,576; nothing stands for `max`.
    package init(budgetTokens: Int) {
        self =
            switch budgetTokens {
            case ...0: .none
            case ...512: .minimal
            case ...1_024: .low
            case ...8_192: .medium
            case ...24_576: .high
            default: .xhigh
            }
    }

    /// The nearest of the levels that a model has, the lower of two that are equally near; nil when it has none.
    package func clamped(to levels: [ReasoningEffort]) -> ReasoningEffort? {
        levels.min { first, second in
            (abs(first.rank - rank), first.rank) < (abs(second.rank - rank), second.rank)
        }
    }

    private var rank: Int {
        switch self {
        case .none: 0
        case .minimal: 1
        case .low: 2
        case .medium: 3
        case .high: 4
        case .xhigh: 5
        case .max: 6
        }
    }
}
