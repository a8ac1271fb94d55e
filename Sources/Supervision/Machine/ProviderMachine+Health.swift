import PlatformSupport

/// What probes and clocks say.
extension ProviderMachine {
    mutating func probed(_ outcome: ProbeOutcome, at now: Moment) -> [ProviderAction] {
        switch phase {
        case .starting(let run, let readiness):
            return starting(run, readiness, saw: outcome, at: now)
        case .running(let run, _):
            return watched(run, before: nil, saw: outcome, at: now)
        case .unhealthy(let run, let trouble):
            return watched(run, before: trouble, saw: outcome, at: now)
        case .stopped, .launching, .stopping, .clearing, .backoff, .foreign, .failed:
            return []
        }
    }

    private mutating func starting(
        _ run: EngineRun,
        _ readiness: ProviderPhase.Readiness,
        saw outcome: ProbeOutcome,
        at now: Moment
    ) -> [ProviderAction] {
        switch outcome {
        case .ready:
            return becomeReady(run, at: now)
        case .foreignListener(let holder):
            lastError = holder
            return end(run, then: .foreign(holder: holder), grace: policy.health.unresponsiveGrace, at: now)
        case .noAnswer where run.isAdopted:
            // It was up before this daemon: silence is a sickness, not a slow start.
            return watched(run, before: nil, saw: outcome, at: now)
        case .notListening, .noAnswer, .unknown:
            var later = readiness
            later.nextProbe = now.monotonic + readiness.delay
            later.delay = min(readiness.delay * 1.5, HealthPolicy.longestReadinessDelay)
            phase = .starting(run, later)
            return []
        }
    }

    private mutating func becomeReady(_ run: EngineRun, at now: Moment) -> [ProviderAction] {
        var ready = run
        if ready.ready == nil { ready.ready = now }
        // What went wrong stays visible as long as it explains a restart, and no longer.
        lastError = restarts > 0 ? exits.last?.reason : nil
        phase = .running(ready, nextProbe: now.monotonic + policy.health.interval)
        return finishStarts(.ready(pid: run.pid))
    }

    private mutating func watched(
        _ run: EngineRun,
        before: ProviderPhase.Trouble?,
        saw outcome: ProbeOutcome,
        at now: Moment
    ) -> [ProviderAction] {
        switch outcome {
        case .ready: becomeReady(run, at: now)
        case .notListening: fail(run, before, "no longer listens on its port", isStreaming: false, at: now)
        case .foreignListener(let holder): fail(run, before, holder, isStreaming: false, at: now)
        case .noAnswer(let reason, let isStreaming): fail(run, before, reason, isStreaming: isStreaming, at: now)
        case .unknown(let reason): lookLater(run, before, reason, at: now)
        }
    }

    /// What says nothing about the engine changes nothing for it, and is not held against it.
    private mutating func lookLater(
        _ run: EngineRun,
        _ before: ProviderPhase.Trouble?,
        _ reason: String,
        at now: Moment
    ) -> [ProviderAction] {
        lastError = reason
        let nextProbe = now.monotonic + policy.health.interval
        if var trouble = before {
            trouble.nextProbe = nextProbe
            phase = .unhealthy(run, trouble)
        } else {
            phase = .running(run, nextProbe: nextProbe)
        }
        return finishStarts(.failed(reason))
    }

    /// One more failed probe.
    ///
    /// Enough of them replace the engine, unless it is still moving bytes for somebody.
    private mutating func fail(
        _ run: EngineRun,
        _ before: ProviderPhase.Trouble?,
        _ reason: String,
        isStreaming: Bool,
        at now: Moment
    ) -> [ProviderAction] {
        var trouble = ProviderPhase.Trouble(reason: reason, failures: 1, countedAt: now.monotonic, nextProbe: nil)
        if let before {
            // However often somebody asks for the status, an interval counts as two failures at the most; and whoever
            // waits for a start gets a verdict sooner, but not before a stream had the time to move.
            let spacing = isStartAwaited ? policy.health.confirmationDelay : policy.health.interval / 2
            let counts = now.monotonic - before.countedAt >= spacing
            trouble.failures = before.failures + (counts ? 1 : 0)
            trouble.countedAt = counts ? now.monotonic : before.countedAt
        }
        lastError = reason
        if trouble.failures >= policy.health.failures, !isStreaming {
            return end(run, then: .retry, grace: policy.health.unresponsiveGrace, at: now)
        }
        if isStartAwaited, !isStreaming {
            trouble.nextProbe = trouble.countedAt + policy.health.confirmationDelay
            phase = .unhealthy(run, trouble)
            return []
        }
        trouble.nextProbe = now.monotonic + policy.health.interval
        phase = .unhealthy(run, trouble)
        return finishStarts(.failed("\(reason); streams are still moving through it, so it is left alone"))
    }

    /// Looks at a running engine now rather than at the next interval, unless a look is under way.
    mutating func probeAtOnce() -> [ProviderAction] {
        switch phase {
        case .running(let run, .some):
            phase = .running(run, nextProbe: nil)
            return [.probe(generation: run.generation)]
        case .unhealthy(let run, var trouble) where trouble.nextProbe != nil:
            trouble.nextProbe = nil
            phase = .unhealthy(run, trouble)
            return [.probe(generation: run.generation)]
        default:
            return []
        }
    }

    mutating func deadlineReached(at now: Moment) -> [ProviderAction] {
        guard let deadline = nextDeadline, deadline <= now.monotonic else { return [] }
        switch phase {
        case .starting(let run, var readiness):
            guard now.monotonic < readiness.limit else {
                let reason = "was not ready within \(policy.health.startupLimit.inWords)"
                lastError = reason
                // It is tried again, but nobody who waits for it is kept through every try: that could be minutes.
                return finishStarts(.failed("\(reason); it is being started again"))
                    + end(run, then: .retry, grace: policy.health.unresponsiveGrace, at: now)
            }
            readiness.nextProbe = nil
            phase = .starting(run, readiness)
            return [.probe(generation: run.generation)]
        case .running, .unhealthy:
            return probeAtOnce()
        case .stopping(let run, let ending, let escalation):
            return escalate(run, ending, escalation, at: now)
        case .clearing(let ending, var clearing):
            clearing.retryAt = nil
            phase = .clearing(ending, clearing)
            return [.clear]
        case .backoff, .foreign:
            return relaunch()
        case .stopped, .launching, .failed:
            return []
        }
    }

    private mutating func escalate(
        _ run: EngineRun,
        _ ending: ProviderPhase.Ending,
        _ escalation: ProviderPhase.Escalation,
        at now: Moment
    ) -> [ProviderAction] {
        switch escalation {
        case .terminating:
            phase = .stopping(run, ending, .killing(reportAt: now.monotonic + policy.clearingLimit))
            return [.signal(.kill)]
        case .killing:
            phase = .stopping(run, ending, .stuck)
            let reason = "PID \(run.pid) was sent SIGKILL and is still there"
            lastError = reason
            return finishStarts(.failed(reason)) + [.finishStops(.failed(reason))]
        case .stuck:
            return []
        }
    }
}
