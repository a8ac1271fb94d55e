internal import JSON

/// What is known of one item of an answer's output while it comes in.
struct ResponsesOutputItem {
    enum Kind: Equatable {
        case message, reasoning, functionCall, webSearch
        /// Of no use to the client.
        case other

        init(type: String?) {
            switch type {
            case "message": self = .message
            case "reasoning": self = .reasoning
            case "function_call": self = .functionCall
            case "web_search_call": self = .webSearch
            default: self = .other
            }
        }
    }

    /// How many parts of one item are told apart; more are taken for the last.
    static let partLimit = 256

    let kind: Kind
    /// Tells this call from the other calls of the answer.
    let number: Int
    var outputIndex: Int?
    var id: String?
    var callID: String?
    /// How many bytes of each part were passed on, as UTF-8.
    private(set) var lengths: [Int] = []
    /// The part that is being passed on; nil between parts.
    var openPart: Int?
    /// Whether a call has been announced, which takes its name.
    var isAnnounced = false
    /// Whether the item is whole.
    var isDone = false
    /// Whether the citations have come as events of their own.
    var hasCitations = false
    /// Whether a thought is passed on itself, and not a summary of it.
    var isRawThought: Bool?

    init(kind: Kind, number: Int, outputIndex: Int? = nil) {
        self.kind = kind
        self.number = number
        self.outputIndex = outputIndex
    }

    /// Whether anything of it was passed on.
    var hasContent: Bool { lengths.contains { $0 > 0 } }

    /// How many bytes of a part were passed on.
    func length(of part: Int) -> Int {
        part < lengths.count ? lengths[part] : 0
    }

    /// Takes note that so many bytes of a part were passed on.
    mutating func add(_ count: Int, to part: Int) {
        while lengths.count <= part { lengths.append(0) }
        lengths[part] += count
    }

    /// An index of a part, as it came, within bounds.
    static func part(_ index: Int?) -> Int {
        min(max(index ?? 0, 0), partLimit - 1)
    }
}
