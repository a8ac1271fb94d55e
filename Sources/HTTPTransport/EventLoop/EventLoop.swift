import PlatformSupport
import Synchronization

/// One thread, one poller, one heap of timers; a task that prefers this executor never leaves it.
///
/// A waiting task is a continuation in the loop's tables. Whatever it waits for, cancelling it resumes it at once.
/// Swift's thread pool is not touched: a program that runs nothing but a loop has one thread, and while nothing is due
/// it sleeps in the kernel.
///
/// Everything here belongs to the loop's thread except `enqueue`, `perform` and what is documented otherwise.
// Unchecked: the mutable state below is touched on the loop's own thread only, which `perform` and `enqueue` see to and
// `assertIsCurrent` checks; what other threads hand over goes through the mutex.
package final class EventLoop: TaskExecutor, @unchecked Sendable {
    /// What other threads have handed over.
    private struct Inbox {
        var jobs: [Job] = []
        var actions: [@Sendable () -> Void] = []
    }

    /// Something to run, and in whose name.
    private struct Job {
        let job: UnownedJob
        /// An actor's own job, to be run as isolated to that actor.
        let isIsolated: Bool
    }

    let poller: Poller
    private let isolation = LoopIsolation()
    private let inbox = Mutex(Inbox())
    private let hasMail = Atomic(false)

    private var ready: [Job] = []
    private var running: [Job] = []
    private var yielded: [UnsafeContinuation<Void, Never>] = []
    private var isFinished = false
    var timers = TimerHeap()
    var sockets = SocketTable()
    var observers: [CInt: any DescriptorObserver] = [:]
    var descriptorWaits: [CInt: [DescriptorWait]] = [:]

    private var lastWaitID: UInt64 = 0

    /// When the loop last came back from the poller: good enough for timeouts, and free.
    private(set) var turnTime = MonotonicTime.now

    /// Where sockets receive.
    ///
    /// Used between two suspension points only, so one for all connections is enough.
    let scratch: UnsafeMutableRawBufferPointer

    /// How many batches of jobs run before the poller is asked again although more are ready.
    private static let batchesBetweenPolls = 16

    init() throws(SystemError) {
        poller = try Poller()
        scratch = .allocate(byteCount: 64 * 1024, alignment: 16)
        isolation.loop = self
    }

    deinit {
        scratch.deallocate()
    }

    /// Whether the current thread is the one that runs this loop.
    package var isCurrent: Bool {
        ThreadLoop.current == Unmanaged.passUnretained(self).toOpaque()
    }

    /// Stops a program that uses the loop's objects from another thread.
    func assertIsCurrent() {
        precondition(isCurrent, "an event loop's objects belong to the loop's thread")
    }

    /// A number that no other wait of this loop has had.
    func nextWaitID() -> UInt64 {
        lastWaitID += 1
        return lastWaitID
    }

    /// Lets every other task that is ready run first, and looks for new events.
    package func yield() async {
        assertIsCurrent()
        await withUnsafeContinuation { yielded.append($0) }
    }

    /// Runs `action` on the loop's thread: at once if that is the current one, else as soon as the loop comes to it.
    func perform(_ action: @escaping @Sendable () -> Void) {
        guard !isCurrent else { return action() }
        inbox.withLock { $0.actions.append(action) }
        hasMail.store(true, ordering: .releasing)
        poller.wake()
    }
}

// MARK: - Being an executor

extension EventLoop {
    package func enqueue(_ job: consuming ExecutorJob) {
        enqueue(Job(job: UnownedJob(job), isIsolated: false))
    }

    /// The executor for an actor whose home is this loop.
    ///
    /// The actor's `unownedExecutor` returns it; the loop must outlive the actor.
    package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        isolation.asUnownedSerialExecutor()
    }

    func enqueueIsolated(_ job: consuming ExecutorJob) {
        enqueue(Job(job: UnownedJob(job), isIsolated: true))
    }

    private func enqueue(_ job: Job) {
        guard !isCurrent else { return ready.append(job) }
        inbox.withLock { $0.jobs.append(job) }
        hasMail.store(true, ordering: .releasing)
        poller.wake()
    }

    private func run(_ job: Job) {
        if job.isIsolated {
            job.job.runSynchronously(
                isolatedTo: isolation.asUnownedSerialExecutor(),
                taskExecutor: asUnownedTaskExecutor()
            )
        } else {
            job.job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}

// MARK: - Running

extension EventLoop {
    /// Runs a loop on the calling thread until `body` returns.
    ///
    /// `body` and every child task of it run on this thread and on no other. Unstructured tasks that are still waiting
    /// when `body` returns never continue.
    ///
    /// - Parameter body: what to do, given the loop.
    /// - Returns: what `body` returns.
    /// - Throws: what `body` throws, or a `SystemError` when there is no descriptor left for the poller.
    package static func run<R: Sendable>(
        _ body: @escaping @Sendable (EventLoop) async throws -> R
    ) throws -> R {
        let loop = try EventLoop()
        let outcome = Outcome<R>()
        let enclosing = ThreadLoop.current
        ThreadLoop.current = Unmanaged.passUnretained(loop).toOpaque()
        defer { ThreadLoop.current = enclosing }
        // Unstructured, because synchronous code has no task to be a child of. It cannot outlive this function:
        // the loop turns until the task has left its outcome.
        Task(executorPreference: loop) {
            do {
                outcome.result = .success(try await body(loop))
            } catch {
                outcome.result = .failure(error)
            }
            loop.isFinished = true
        }
        return try loop.turn(until: outcome)
    }

    /// What the body of a loop left behind.
    // Unchecked: written by the loop's only thread, and read there after the loop has stopped.
    private final class Outcome<R: Sendable>: @unchecked Sendable {
        var result: Result<R, any Error>?
    }

    private func turn<R>(until outcome: Outcome<R>) throws -> R {
        while true {
            if let result = outcome.result, isFinished { return try result.get() }
            runReadyJobs()
            guard !isFinished else { continue }
            try poller.wait(nanoseconds: timeout) { dispatch($0) }
            turnTime = .now
            while let timer = timers.takeDue(at: turnTime) {
                timer.fire(at: turnTime)
            }
            takeMail()
            let resumed = yielded
            yielded.removeAll(keepingCapacity: true)
            for continuation in resumed {
                continuation.resume()
            }
        }
    }

    /// How long the poller may sleep: not at all while there is something to do, for ever when no timer is set.
    private var timeout: Int64? {
        if !ready.isEmpty || !yielded.isEmpty || hasMail.load(ordering: .acquiring) { return 0 }
        guard let next = timers.next else { return nil }
        return max(0, MonotonicTime.now.nanoseconds(until: next.deadline))
    }

    private func runReadyJobs() {
        var batches = 0
        while !ready.isEmpty, batches < Self.batchesBetweenPolls, !isFinished {
            swap(&ready, &running)
            for job in running {
                run(job)
            }
            running.removeAll(keepingCapacity: true)
            batches += 1
        }
    }

    private func takeMail() {
        guard hasMail.exchange(false, ordering: .acquiringAndReleasing) else { return }
        let mail = inbox.withLock { inbox in
            defer { inbox = Inbox() }
            return inbox
        }
        ready.append(contentsOf: mail.jobs)
        for action in mail.actions {
            action()
        }
    }

    private func dispatch(_ event: PollEvent) {
        if let descriptor = DescriptorWait.descriptor(of: event.token) {
            if let observer = observers[descriptor] { return observer.handle(event) }
            resumeWaits(on: descriptor, event)
        } else {
            sockets[event.token]?.handle(event)
        }
    }
}
