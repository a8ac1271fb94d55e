import PlatformSupport
import Synchronization

/// Whether this daemon is still the one that commands find; asked before anything is done to an engine.
///
/// One that is not has a successor, or may have one at any moment, and then two would act on the same engines: so it acts
/// on nothing any more, not even until its next look at its files.
package final class DaemonStanding: Sendable {
    private let ground = Mutex<DaemonGround?>(nil)
    private let losses = AsyncStream<Void>.makeStream()

    /// Of somebody who stands on no files, and cannot lose them.
    init() {}

    /// What it stands on from now on.
    func stand(on ground: DaemonGround) { self.ground.withLock { $0 = ground } }

    /// Looks at it, and tells whoever waits in ``untilLost()`` when it is lost.
    func look() -> DaemonGround.State {
        let state = ground.withLock { $0?.state() } ?? .firm
        if state == .lost { losses.continuation.finish() }
        return state
    }

    /// Waits until a look has found it lost, or the task is cancelled.
    func untilLost() async { for await _ in losses.stream {} }
}
