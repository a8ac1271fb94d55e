import PlatformSupport

/// What a fake engine is going to do, and when.
struct EngineTimers {
    /// Something that happens at its time; a connection is named by its token.
    enum Event {
        case crash
        case exit
        case answer(EngineResponse, keepsAlive: Bool, withBody: Bool, connection: UInt64)
        case streamEvent(number: Int, keepsAlive: Bool, connection: UInt64)
    }

    private var entries: [(due: MonotonicTime, event: Event)] = []

    /// Plans an event for so many milliseconds from now; of two at the same time, the one planned first comes first.
    mutating func add(_ event: Event, in milliseconds: Int) {
        let due = MonotonicTime.now.advanced(by: .milliseconds(milliseconds))
        let index = entries.firstIndex { $0.due > due } ?? entries.endIndex
        entries.insert((due, event), at: index)
    }

    /// The nanoseconds until the next event; nil when there is none.
    var untilNext: Int64? { entries.first.map { max(0, MonotonicTime.now.nanoseconds(until: $0.due)) } }

    /// The events whose time has come; what they plan for at once comes the next time, so that clients get their turn.
    mutating func takeDue() -> [Event] {
        guard !entries.isEmpty else { return [] }
        let now = MonotonicTime.now
        let due = entries.prefix { $0.due <= now }
        entries.removeFirst(due.count)
        return due.map(\.event)
    }
}
