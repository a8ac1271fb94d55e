import PlatformSupport

/// The life of one provider's engine as a pure value: `(state, event) → (state, actions)`.
///
/// The machine starts no process and reads no clock. ``ProviderLane`` feeds it what happens and does what it says, in
/// order. Whatever arrives late (a probe or an end of an earlier process) is recognised by its generation and ignored.
package struct ProviderMachine: Hashable, Sendable {
    /// Where the provider stands.
    package internal(set) var phase: ProviderPhase = .stopped
    /// Whether somebody wants it up.
    package internal(set) var isWanted = false
    /// Starts after a failure since the last stop.
    package internal(set) var restarts = 0
    /// Starts in a row that ended badly; a stable engine wipes it.
    package internal(set) var failuresInARow = 0
    /// What went wrong last, in a line, until the next stop or start on request.
    package internal(set) var lastError: String?
    /// The engine's last words before its last bad end.
    package internal(set) var lastLines: [String] = []
    /// The latest ends, oldest first, ``exitsKept`` at most.
    package internal(set) var exits: [ExitRecord] = []

    var policy: SupervisionPolicy
    var random: SplitMix64
    var generation = 0
    /// Somebody waits for a start.
    var isStartAwaited = false
    /// The launch under way, or the next, follows a failure and was not asked for by anybody.
    var isRetry = false
    /// Something of an ended engine could not be ended.
    var hasRemains = false

    /// How many ends ``exits`` remembers.
    package static let exitsKept = 10

    /// A stopped provider.
    ///
    /// - Parameters:
    ///   - policy: how patient to be.
    ///   - seed: of the jitter.
    package init(policy: SupervisionPolicy, seed: UInt64) {
        self.policy = policy
        random = SplitMix64(seed: seed)
    }

    /// What ``restarts`` will be once the launch under way has succeeded.
    package var restartsAfterLaunch: Int { restarts + (isRetry ? 1 : 0) }

    /// No engine of ours runs or is being ended.
    package var isIdle: Bool {
        switch phase {
        case .stopped, .backoff, .foreign, .failed: true
        case .launching, .starting, .running, .unhealthy, .stopping, .clearing: false
        }
    }

    /// A probe is under way whose result decides what is true now.
    package var isProbing: Bool {
        switch phase {
        case .running(_, nextProbe: nil): true
        case .unhealthy(_, let trouble): trouble.nextProbe == nil
        case .starting(let run, let readiness): run.isAdopted && readiness.nextProbe == nil
        default: false
        }
    }

    /// When ``ProviderEvent/deadlineReached`` is due; nil when only an event can change anything.
    package var nextDeadline: ContinuousClock.Instant? { phase.deadline }

    /// Takes one event and says what is to be done about it, in order.
    package mutating func handle(_ event: ProviderEvent, at now: Moment) -> [ProviderAction] {
        switch event {
        case .startRequested: return start()
        case .stopRequested: return stop(at: now)
        case .restartRequested: return restart(at: now)
        case .healthRequested: return probeAtOnce()
        case .adopted(let pid, let restarts): return adopt(pid: pid, restarts: restarts, at: now)
        case .remainsFound: return clearRemains(at: now)
        case .launched(let pid): return launched(pid: pid, at: now)
        case .launchedInVain(let pid, let reason, let mayPass):
            return launchedInVain(pid: pid, reason, mayPass: mayPass, at: now)
        case .launchRefused(let reason): return refuse(reason)
        case .launchFailed(let reason): return launchFailed(reason, at: now)
        case .portHeld(let holder): return yieldPort(to: holder, at: now)
        case .probed(let outcome, let generation):
            guard phase.run?.generation == generation else { return [] }
            return probed(outcome, at: now)
        case .ended(let status, let generation, let lines):
            guard let run = phase.run, run.generation == generation else { return [] }
            return ended(run, status: status, lines: lines, at: now)
        case .cleared: return cleared(at: now)
        case .notCleared(let what): return notCleared(what, at: now)
        case .deadlineReached: return deadlineReached(at: now)
        case .policyChanged(let policy):
            self.policy = policy
            return []
        }
    }

    /// Ends every wait for a start.
    mutating func finishStarts(_ outcome: StartOutcome) -> [ProviderAction] {
        defer { isStartAwaited = false }
        return isStartAwaited ? [.finishStarts(outcome)] : []
    }
}
