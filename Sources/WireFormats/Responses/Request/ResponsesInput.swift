/// What is known while the items of a conversation are written: which calls have results, and what is not written yet.
struct ResponsesInput {
    /// Whether an item of type `message` has been begun.
    var isMessageOpen = false
    /// Thoughts that wait for what follows them, each with its summary.
    var pendingReasoning: [(signature: ReasoningSignature, summary: String)] = []

    private let results: Set<String>
    private var calls: Set<String> = []
    private var answered: Set<String> = []

    init(_ messages: [ConversationMessage]) {
        var called: Set<String> = []
        var results: Set<String> = []
        for kind in messages.lazy.flatMap(\.parts).map(\.kind) {
            switch kind {
            case .toolCall(let call): called.insert(call.id)
            case .toolResult(let result) where called.contains(result.callID): results.insert(result.callID)
            default: break
            }
        }
        self.results = results
    }

    /// Whether a result of a call is somewhere after it.
    func isAnswered(_ callID: String) -> Bool { results.contains(callID) }

    /// Whether a call is to be written: each id once.
    mutating func takeCall(_ callID: String) -> Bool { calls.insert(callID).inserted }

    /// Whether a result belongs to a call that has been written and has none yet.
    mutating func takeResult(_ callID: String) -> Bool {
        calls.contains(callID) && answered.insert(callID).inserted
    }
}
