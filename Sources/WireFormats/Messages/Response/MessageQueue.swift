/// What has to wait in an answer while a tool's call is open: a message's blocks do not interleave.
struct MessageQueue {
    /// A call that waits, with what has come of it.
    struct Call: Equatable {
        let number: Int
        let id: String
        let name: String
        var arguments = ""
        var isEnded = false
    }

    enum Entry: Equatable {
        case event(GenerationEvent)
        case call(Call)
    }

    private var entries: [Entry] = []
    /// Entries before this one were taken out.
    private var first = 0
    /// About how many bytes wait.
    private(set) var length = 0
    /// What an entry takes beside its text.
    private static let entryLength = 128

    var isEmpty: Bool { first == entries.count }

    /// Takes an event that has to wait; false for one that concerns the open call or the answer as a whole.
    mutating func take(_ event: GenerationEvent, whileOpen open: Int) -> Bool {
        switch event {
        case .started, .usage, .quota, .finished, .failed: return false
        case .toolArguments(let call, _) where call == open: return false
        case .toolCallEnded(let call) where call == open: return false
        case .toolCallStarted(let number, let id, let name):
            entries.append(.call(Call(number: number, id: id, name: name)))
            length += Self.entryLength
        case .toolArguments(let call, let text):
            change(call) { $0.arguments += text }
            length += text.utf8.count
        case .toolCallEnded(let call): change(call) { $0.isEnded = true }
        case .text, .refusal, .textEnded, .citation, .thinking, .thinkingEnded, .webSearch: append(event)
        }
        return true
    }

    /// Takes out what comes next.
    mutating func next() -> Entry? {
        guard !isEmpty else { return nil }
        let entry = entries[first]
        first += 1
        if isEmpty { self = MessageQueue() }
        return entry
    }

    /// Drops the calls whose arguments will never be whole: their tools must not run.
    mutating func dropOpenCalls() {
        entries = entries[first...].filter { entry in
            if case .call(let call) = entry { call.isEnded } else { true }
        }
        first = 0
    }

    private mutating func append(_ event: GenerationEvent) {
        length += Self.entryLength
        if case .text(let text) = event { length += text.utf8.count }
        if case .thinking(let text) = event { length += text.utf8.count }
        if !isEmpty, case .event(.text(var whole)) = entries[entries.count - 1], case .text(let text) = event {
            // Taken out while it grows, so that it is not copied.
            entries[entries.count - 1] = .event(.textEnded)
            whole += text
            entries[entries.count - 1] = .event(.text(whole))
        } else {
            entries.append(.event(event))
        }
    }

    private mutating func change(_ number: Int, _ change: (inout Call) -> Void) {
        for position in entries.indices[first...].reversed() {
            guard case .call(var call) = entries[position], call.number == number else { continue }
            // Taken out while it is changed, so that its text is not copied.
            entries[position] = .event(.textEnded)
            change(&call)
            entries[position] = .call(call)
            return
        }
    }
}
