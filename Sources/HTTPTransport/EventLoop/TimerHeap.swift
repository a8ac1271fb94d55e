package import PlatformSupport

/// The timers of an event loop, the next one on top: a binary heap whose members know their places, so that one that
/// is no longer needed leaves at once instead of waking the loop later for nothing.
package struct TimerHeap {
    private var timers: [LoopTimer] = []

    package init() {}

    /// The one that is due first.
    package var next: LoopTimer? { timers.first }

    package var count: Int { timers.count }

    /// Sets when a timer is due, and puts it into the heap if it is not there yet.
    package mutating func schedule(_ timer: LoopTimer, at deadline: MonotonicTime) {
        let isEarlier = deadline < timer.deadline
        timer.deadline = deadline
        if let position = timer.position {
            if isEarlier { siftUp(position) } else { siftDown(position) }
        } else {
            timers.append(timer)
            timer.position = timers.count - 1
            siftUp(timers.count - 1)
        }
    }

    /// Takes a timer out, if it is in.
    package mutating func remove(_ timer: LoopTimer) {
        guard let position = timer.position else { return }
        timer.position = nil
        let last = timers.removeLast()
        guard last !== timer else { return }
        place(last, at: position)
        siftUp(position)
        siftDown(last.position ?? position)
    }

    /// Takes the next timer out if it is due.
    package mutating func takeDue(at now: MonotonicTime) -> LoopTimer? {
        guard let first = timers.first, first.deadline <= now else { return nil }
        remove(first)
        return first
    }

    private mutating func place(_ timer: LoopTimer, at position: Int) {
        timers[position] = timer
        timer.position = position
    }

    private mutating func siftUp(_ start: Int) {
        var position = start
        let timer = timers[start]
        while position > 0 {
            let parent = timers[(position - 1) / 2]
            guard timer.deadline < parent.deadline else { break }
            place(parent, at: position)
            position = (position - 1) / 2
        }
        place(timer, at: position)
    }

    private mutating func siftDown(_ start: Int) {
        var position = start
        let timer = timers[start]
        while true {
            var child = position * 2 + 1
            guard child < timers.count else { break }
            if child + 1 < timers.count, timers[child + 1].deadline < timers[child].deadline { child += 1 }
            guard timers[child].deadline < timer.deadline else { break }
            place(timers[child], at: position)
            position = child
        }
        place(timer, at: position)
    }
}
