import HTTPTransport

/// One reader's queue with a deadline: the next element, or nil when the deadline comes first.
///
/// Confined to the loop's thread like its owner, so it needs no lock.
final class EventQueue<Element: Sendable> {
    private let loop: EventLoop
    private var elements: [Element] = []
    private var waiter: CheckedContinuation<Element?, Never>?
    private var timer: EventLoop.Timer?

    init(loop: EventLoop) { self.loop = loop }

    /// Appends an element and wakes the reader.
    func send(_ element: Element) {
        guard let waiter else { return elements.append(element) }
        self.waiter = nil
        timer?.cancel()
        timer = nil
        waiter.resume(returning: element)
    }

    /// The next element; nil at the deadline.
    ///
    /// What is queued goes before a deadline that has passed.
    func next(until deadline: ContinuousClock.Instant?) async -> Element? {
        if !elements.isEmpty { return elements.removeFirst() }
        return await withCheckedContinuation { continuation in
            waiter = continuation
            guard let deadline else { return }
            timer = loop.schedule(at: deadline) { [weak self] in
                guard let self, let waiter = self.waiter else { return }
                self.waiter = nil
                timer = nil
                waiter.resume(returning: nil)
            }
        }
    }
}
