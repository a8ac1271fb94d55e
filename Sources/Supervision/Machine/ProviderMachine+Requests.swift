import PlatformSupport

/// What people ask for: start, stop, restart. The last word counts.
extension ProviderMachine {
    mutating func start() -> [ProviderAction] {
        let stopWasAsked = !isWanted
        isWanted = true
        isStartAwaited = true
        switch phase {
        case .stopped, .failed, .foreign, .backoff:
            return launchAfresh()
        case .launching:
            // A stop came in between: it is finished, since nothing ran yet, and then it starts after all.
            return stopWasAsked ? [.finishStops(.stopped(wasRunning: false))] : []
        case .starting:
            return []
        case .running, .unhealthy:
            // "Already up" is only said on the strength of an answer of this moment.
            return probeAtOnce()
        case .stopping(let run, _, let escalation):
            phase = .stopping(run, .relaunch, escalation)
            return escalation == .stuck ? finishStarts(.failed(lastError ?? "cannot be ended")) : []
        case .clearing(_, let clearing):
            phase = .clearing(.relaunch, clearing)
            return []
        }
    }

    mutating func stop(at now: Moment) -> [ProviderAction] {
        isWanted = false
        let superseded = finishStarts(.failed("stopped by another command"))
        switch phase {
        case .failed where hasRemains:
            return superseded + sweep(at: now)
        case .stopped, .failed, .foreign, .backoff:
            phase = .stopped
            forgetFailures()
            return superseded + [.finishStops(.stopped(wasRunning: false))]
        case .launching:
            // There is nothing to signal yet: `launched` looks at `isWanted`.
            return superseded
        case .starting(let run, _), .running(let run, _), .unhealthy(let run, _):
            return superseded + end(run, then: .stop, grace: policy.stopGrace, at: now)
        case .stopping(let run, _, let escalation):
            phase = .stopping(run, .stop, escalation)
            guard escalation == .stuck else { return superseded }
            return superseded + [.finishStops(.failed(lastError ?? "cannot be ended"))]
        case .clearing(_, let clearing):
            phase = .clearing(.stop, clearing)
            return superseded
        }
    }

    mutating func restart(at now: Moment) -> [ProviderAction] {
        switch phase {
        case .starting(let run, _), .running(let run, _), .unhealthy(let run, _):
            isWanted = true
            isStartAwaited = true
            failuresInARow = 0
            return end(run, then: .relaunch, grace: policy.stopGrace, at: now)
        case .stopped, .failed, .foreign, .backoff, .launching, .stopping, .clearing:
            return start()
        }
    }

    /// A start on request: what failed before does not count against it.
    mutating func launchAfresh() -> [ProviderAction] {
        forgetFailures()
        isRetry = false
        phase = .launching
        return [.launch]
    }

    mutating func forgetFailures() {
        failuresInARow = 0
        restarts = 0
        lastError = nil
        lastLines = []
    }

    /// Tells an engine to end: the whole group, politely first.
    mutating func end(
        _ run: EngineRun,
        then ending: ProviderPhase.Ending,
        grace: Duration,
        at now: Moment
    ) -> [ProviderAction] {
        phase = .stopping(run, ending, .terminating(killAt: now.monotonic + grace))
        return [.signal(.terminate)]
    }
}
