package import PlatformSupport

/// Something that an event loop does at a point in time.
///
/// Belongs to the loop's thread, like everything in the heap.
package final class LoopTimer {
    /// When it is due.
    ///
    /// Changed by `TimerHeap` only, while it is in the heap.
    package internal(set) var deadline: MonotonicTime
    /// Where it stands in the heap; nil when it is not in it.
    package internal(set) var position: Int?
    private let action: (MonotonicTime) -> Void

    /// A timer that is not set yet.
    ///
    /// - Parameters:
    ///   - deadline: when it is to be set for.
    ///   - action: what to do then. Called with the current time, when the timer is no longer in the heap.
    package init(deadline: MonotonicTime, action: @escaping (MonotonicTime) -> Void) {
        self.deadline = deadline
        self.action = action
    }

    func fire(at now: MonotonicTime) {
        action(now)
    }
}
