/// The loop as the executor of actors.
///
/// An object of its own, because a job does not say whether an actor or a task has sent it, and to run a task's job as
/// an actor's would send it round the queue again at each call of a function that belongs to no actor.
// Unchecked: `loop` is set once, before anybody else can see the object.
final class LoopIsolation: SerialExecutor, @unchecked Sendable {
    weak var loop: EventLoop?

    func enqueue(_ job: consuming ExecutorJob) {
        loop?.enqueueIsolated(job)
    }

    func checkIsolated() {
        loop?.assertIsCurrent()
    }

    func isIsolatingCurrentContext() -> Bool? {
        loop?.isCurrent
    }
}
