import PlatformSupport

/// What happens to processes: launched, ended, cleared away.
extension ProviderMachine {
    mutating func adopt(pid: Int32, restarts: Int, at now: Moment) -> [ProviderAction] {
        guard case .stopped = phase else { return [] }
        isWanted = true
        // It was up before: should its port turn out to be taken, it comes back when that is free.
        isRetry = true
        self.restarts = restarts
        return follow(pid: pid, isAdopted: true, firstProbe: nil, at: now)
    }

    mutating func clearRemains(at now: Moment) -> [ProviderAction] {
        guard case .stopped = phase else { return [] }
        return sweep(at: now)
    }

    /// Ends what an engine that is gone has left behind; nothing follows.
    mutating func sweep(at now: Moment) -> [ProviderAction] {
        phase = .clearing(.stop, .init(limit: now.monotonic + policy.clearingLimit, retryAt: nil))
        return [.clear]
    }

    mutating func launched(pid: Int32, at now: Moment) -> [ProviderAction] {
        guard case .launching = phase else { return [] }
        hasRemains = false
        if isRetry { restarts += 1 }
        let first = now.monotonic + HealthPolicy.firstReadinessDelay
        let actions = follow(pid: pid, isAdopted: false, firstProbe: first, at: now)
        guard !isWanted, let run = phase.run else { return actions }
        return actions + end(run, then: .stop, grace: policy.stopGrace, at: now)
    }

    /// A process that does not stay is ended at once, and its end awaited like any other's: it holds the provider's lock
    /// until then.
    mutating func launchedInVain(pid: Int32, _ reason: String, mayPass: Bool, at now: Moment) -> [ProviderAction] {
        let actions = launched(pid: pid, at: now)
        guard case .starting(let run, _) = phase else { return actions }
        lastError = reason
        let ending = mayPass ? ProviderPhase.Ending.retry : .refused(reason)
        phase = .stopping(run, ending, .killing(reportAt: now.monotonic + policy.clearingLimit))
        return actions + [.signal(.kill)]
    }

    private mutating func follow(
        pid: Int32,
        isAdopted: Bool,
        firstProbe: ContinuousClock.Instant?,
        at now: Moment
    ) -> [ProviderAction] {
        generation += 1
        let run = EngineRun(generation: generation, pid: pid, isAdopted: isAdopted, began: now)
        let readiness = ProviderPhase.Readiness(
            limit: now.monotonic + policy.health.startupLimit,
            nextProbe: firstProbe,
            delay: HealthPolicy.firstReadinessDelay
        )
        phase = .starting(run, readiness)
        return firstProbe == nil ? [.probe(generation: generation)] : []
    }

    mutating func refuse(_ reason: String) -> [ProviderAction] {
        guard case .launching = phase else { return [] }
        lastError = reason
        lastLines = []
        return settle(.failed, reason: reason)
    }

    mutating func launchFailed(_ reason: String, at now: Moment) -> [ProviderAction] {
        guard case .launching = phase else { return [] }
        lastError = reason
        lastLines = []
        return isWanted ? retryOrGiveUp(at: now) : settle(.stopped, reason: reason)
    }

    /// The port is somebody else's: not ours to take.
    ///
    /// An engine that was up before comes back when the port is free.
    mutating func yieldPort(to holder: String, at now: Moment) -> [ProviderAction] {
        guard case .launching = phase else { return [] }
        lastError = holder
        lastLines = []
        let recheck = isRetry ? now.monotonic + policy.health.interval : nil
        return settle(.foreign(holder: holder, recheckAt: recheck), reason: holder)
    }

    /// Enters a phase in which no engine runs, whoever wanted one.
    private mutating func settle(_ phase: ProviderPhase, reason: String) -> [ProviderAction] {
        let stopWasAsked = !isWanted
        self.phase = stopWasAsked ? .stopped : phase
        if stopWasAsked { forgetFailures() }
        if case .foreign(_, .some) = phase {} else { isWanted = false }
        let stops: [ProviderAction] = stopWasAsked ? [.finishStops(.stopped(wasRunning: false))] : []
        return finishStarts(.failed(reason)) + stops
    }

    mutating func ended(_ run: EngineRun, status: ExitStatus?, lines: [String], at now: Moment) -> [ProviderAction] {
        let ending: ProviderPhase.Ending
        let reason: String
        if case .stopping(_, let wanted, _) = phase {
            ending = wanted
            reason = wanted.isOnRequest ? "stopped on request" : lastError ?? "replaced"
        } else {
            ending = .retry
            let unknown = run.isAdopted ? "exit status unknown, it was adopted" : "exit status unknown"
            reason = "ended by itself: \(status?.description ?? unknown)"
            lastError = reason
        }
        if ending == .retry { lastLines = lines }
        if let ready = run.ready, now.monotonic - ready.monotonic >= policy.restart.stableAfter { failuresInARow = 0 }
        let uptime = now.monotonic - run.began.monotonic
        exits.append(ExitRecord(at: now.wall, status: status, uptime: uptime, reason: reason))
        exits.removeFirst(max(0, exits.count - Self.exitsKept))
        phase = .clearing(ending, .init(limit: now.monotonic + policy.clearingLimit, retryAt: nil))
        return [.clear]
    }

    mutating func cleared(at now: Moment) -> [ProviderAction] {
        guard case .clearing(let ending, _) = phase else { return [] }
        hasRemains = false
        let stops: [ProviderAction] = [.finishStops(.stopped(wasRunning: true))]
        switch ending {
        case .stop:
            phase = .stopped
            forgetFailures()
            return stops
        case .relaunch:
            return stops + launchAfresh()
        case .retry:
            return stops + retryOrGiveUp(at: now)
        case .refused(let reason):
            phase = .launching
            return stops + refuse(reason)
        case .foreign(let holder):
            phase = .launching
            return stops + yieldPort(to: holder, at: now)
        }
    }

    mutating func notCleared(_ what: String, at now: Moment) -> [ProviderAction] {
        guard case .clearing(let ending, var clearing) = phase else { return [] }
        guard now.monotonic < clearing.limit else {
            let reason = "cannot be ended: \(what)"
            lastError = reason
            phase = .failed
            isWanted = false
            hasRemains = true
            return finishStarts(.failed(reason)) + [.finishStops(.failed(reason))]
        }
        clearing.retryAt = now.monotonic + .milliseconds(20)
        phase = .clearing(ending, clearing)
        return []
    }

    /// After a bad end: at once, later, or no more.
    mutating func retryOrGiveUp(at now: Moment) -> [ProviderAction] {
        failuresInARow += 1
        let fraction = random.fraction()
        guard let delay = policy.restart.delay(afterFailures: failuresInARow, fraction: fraction) else {
            let tries = failuresInARow == 1 ? "one try" : "\(failuresInARow) tries"
            let reason = "gave up after \(tries): \(lastError ?? "no reason known")"
            lastError = reason
            return settle(.failed, reason: reason)
        }
        guard delay > .zero else { return relaunch() }
        phase = .backoff(until: now.monotonic + delay)
        return []
    }

    mutating func relaunch() -> [ProviderAction] {
        isRetry = true
        phase = .launching
        return [.launch]
    }
}
