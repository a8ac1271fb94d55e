package import PlatformSupport

/// One life of an engine process under supervision.
package struct EngineRun: Hashable, Sendable {
    /// Tells this run from every other of the same provider, so that late news of an earlier one is recognised.
    package var generation: Int
    /// The process, which is also the leader of its session and process group.
    package var pid: Int32
    /// Found alive rather than started by this daemon: it is not our child, so its exit status cannot be known.
    package var isAdopted: Bool
    /// When it was spawned or adopted.
    package var began: Moment
    /// When it first proved that it is ready.
    package var ready: Moment?

    package init(generation: Int, pid: Int32, isAdopted: Bool, began: Moment, ready: Moment? = nil) {
        self.generation = generation
        self.pid = pid
        self.isAdopted = isAdopted
        self.began = began
        self.ready = ready
    }
}

/// What one look at an engine showed.
package enum ProbeOutcome: Hashable, Sendable {
    /// The engine owns the listening socket and answered.
    case ready
    /// Nobody listens on the port.
    case notListening
    /// Somebody else listens on the port: who.
    case foreignListener(String)
    /// It listens but gave no good answer: why, and whether bytes are moving on its other connections.
    case noAnswer(String, isStreaming: Bool)
    /// It could not be looked at, for a reason that is ours and not the engine's: which.
    case unknown(String)
}

/// Something that happened to a provider.
package enum ProviderEvent: Hashable, Sendable {
    /// Somebody wants it up.
    case startRequested
    /// Somebody wants it down.
    case stopRequested
    /// Somebody wants it ended and started again.
    case restartRequested
    /// Somebody wants to know how it is right now.
    case healthRequested
    /// A live engine of an earlier daemon was found.
    case adopted(pid: Int32, restarts: Int)
    /// An earlier engine is gone and has left processes behind.
    case remainsFound
    /// The launch that was asked for has produced a process.
    case launched(pid: Int32)
    /// The launch has produced a process that does not stay: why, and whether the next may do better by itself.
    case launchedInVain(pid: Int32, String, mayPass: Bool)
    /// The launch cannot succeed until a person changes something.
    case launchRefused(String)
    /// The launch failed in a way that may pass (out of processes, out of memory).
    case launchFailed(String)
    /// The port was taken when the launch looked: by whom.
    case portHeld(by: String)
    /// A probe of the given run has finished.
    case probed(ProbeOutcome, generation: Int)
    /// The engine's process has ended; the status is nil for an adopted one.
    case ended(ExitStatus?, generation: Int, lastLines: [String])
    /// Nothing of the engine is left: no process holds its lock, nobody of ours listens on its port.
    case cleared
    /// Something of it is still there: what.
    case notCleared(String)
    /// The time that ``ProviderMachine/nextDeadline`` named has come.
    case deadlineReached
    /// The settings were read again.
    case policyChanged(SupervisionPolicy)
}

/// Something to be done for a provider.
///
/// The machine decides, the lane does.
package enum ProviderAction: Hashable, Sendable {
    /// Check port and configuration, then spawn; answers with `launched`, `launchedInVain`, `launchRefused`,
    /// `launchFailed` or `portHeld`.
    case launch
    /// Look at the engine; answers with `probed`.
    case probe(generation: Int)
    /// Send a signal to the engine's whole process group.
    case signal(Signal)
    /// End what is left of the engine's group and verify; answers with `cleared` or `notCleared`.
    case clear
    /// Tell everybody who waits for a start how it went.
    case finishStarts(StartOutcome)
    /// Tell everybody who waits for a stop how it went.
    case finishStops(StopOutcome)
}

/// How a start ended.
package enum StartOutcome: Hashable, Sendable {
    /// Proven ready.
    case ready(pid: Int32)
    /// Not up, and why.
    case failed(String)
}

/// How a stop ended.
package enum StopOutcome: Hashable, Sendable {
    /// Verified gone; false when there was nothing to stop.
    case stopped(wasRunning: Bool)
    /// Something survived: what.
    case failed(String)
}
