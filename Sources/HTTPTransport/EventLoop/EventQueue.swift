import PlatformSupport

/// One reader's queue with a deadline: the next element, or nil when the deadline comes first.
///
/// What a task needs that waits for "something happened" and "it is time" at once, without a task for each. Belongs to
/// the loop's thread, like its owner, so it needs no lock.
package final class EventQueue<Element: Sendable> {
    private let loop: EventLoop
    private var elements: [Element] = []
    private var reader: UnsafeContinuation<Element?, Never>?
    private var timer: LoopTimer?

    /// An empty queue.
    ///
    /// - Parameter loop: on whose thread everything happens.
    package init(on loop: EventLoop) { self.loop = loop }

    /// Appends an element, and wakes the reader if it waits.
    package func send(_ element: Element) {
        loop.assertIsCurrent()
        guard let reader else { return elements.append(element) }
        self.reader = nil
        if let timer { loop.timers.remove(timer) }
        reader.resume(returning: element)
    }

    /// The next element; nil at the deadline.
    ///
    /// What is queued goes before a deadline that has passed. There is one reader, and cancelling it does not end its
    /// wait: whoever owns the queue sends a last element instead.
    package func next(until deadline: ContinuousClock.Instant?) async -> Element? {
        loop.assertIsCurrent()
        if !elements.isEmpty { return elements.removeFirst() }
        return await withUnsafeContinuation { continuation in
            reader = continuation
            guard let deadline else { return }
            let due = MonotonicTime.now.advanced(by: ContinuousClock.now.duration(to: deadline))
            let timer = timer ?? LoopTimer(deadline: due) { [weak self] _ in self?.timeOut() }
            self.timer = timer
            loop.timers.schedule(timer, at: due)
        }
    }

    private func timeOut() {
        let waiting = reader
        reader = nil
        waiting?.resume(returning: nil)
    }
}
