import HTTPTransport
import PlatformSupport
import ProxyModel

/// What the machine decides, done.
extension ProviderLane {
    func perform(_ action: ProviderAction, in group: inout DiscardingTaskGroup) {
        switch action {
        case .finishStarts(let outcome): return finishStarts(outcome)
        case .finishStops(let outcome): return finishStops(outcome)
        // Looking does nothing to anybody; what follows from it is asked about when it is done.
        case .probe(let generation): return look(generation, in: &group)
        case .launch, .signal, .clear: break
        }
        switch context.standing.look() {
        case .firm: act(action, in: &group)
        // The engine is another daemon's by now, or will be. This one is ending, and tells whoever waits.
        case .lost: return
        // What ends may end; but nothing is begun of which nobody could ever hear.
        case .removed where action == .launch: handle(.launchRefused("the base directory is gone"), in: &group)
        case .removed: act(action, in: &group)
        }
    }

    private func act(_ action: ProviderAction, in group: inout DiscardingTaskGroup) {
        switch action {
        case .launch: launch(in: &group)
        case .signal(let signal): signalGroup(signal)
        case .clear: clear(in: &group)
        case .probe, .finishStarts, .finishStops: break
        }
    }

    // MARK: Launching

    private func launch(in group: inout DiscardingTaskGroup) {
        do throws(EngineLauncher.Failure) {
            let launched = try context.engines.launch(settings, log: log, restarts: machine.restartsAfterLaunch)
            engineName = launched.engineName
            relatives = []
            let generation = machine.generation + 1
            engine = EngineProcess(
                handle: launched.handle,
                generation: generation,
                startTime: launched.startTime,
                isAdopted: false,
                port: settings.port,
                began: .now,
                logStart: launched.logStart,
                probe: makeProbe(launched.handle.pid, port: settings.port)
            )
            watch(launched.handle, generation: generation, in: &group)
            keepLogShort(in: &group)
            let pid = launched.handle.pid
            switch launched.obstacle {
            case nil: handle(.launched(pid: pid), in: &group)
            case .passing(let reason)?: handle(.launchedInVain(pid: pid, reason, mayPass: true), in: &group)
            case let obstacle?: handle(.launchedInVain(pid: pid, obstacle.reason, mayPass: false), in: &group)
            }
        } catch {
            switch error {
            case .refused(let reason): handle(.launchRefused(reason), in: &group)
            case .portHeld(let holder): handle(.portHeld(by: holder), in: &group)
            case .passing(let reason): handle(.launchFailed(reason), in: &group)
            }
        }
    }

    func makeProbe(_ pid: Int32, port: UInt16) -> EngineProbe {
        EngineProbe(
            pid: pid,
            listeners: ListenerCheck(
                host: settings.host,
                port: port,
                lockFile: context.base.provider(id).lockFile
            ),
            table: context.listeners,
            timeout: machine.policy.health.timeout,
            loop: context.loop
        )
    }

    func keepLogShort(in group: inout DiscardingTaskGroup) {
        let log = log
        group.addTask { await self.context.logs.keep(log, of: self.id) }
    }

    /// Has the log of an engine that could not be ended kept short again.
    func resumeLogKeeping() async {
        guard engine != nil || machine.hasRemains else { return }
        await context.logs.keep(log, of: id)
    }

    /// Waits, beside everything else, for the end of a process.
    func watch(_ handle: ProcessHandle, generation: Int, in group: inout DiscardingTaskGroup) {
        let loop = context.loop
        group.addTask {
            do {
                try await loop.readable(handle.descriptor)
                // A descriptor that cannot be watched counts as readable: only what has ended is treated as ended.
                while !handle.hasEnded { try await loop.sleep(for: .milliseconds(100)) }
                await self.processEnded(generation)
            } catch {
                // Cancelled: the lane is closing and the engine lives on.
            }
        }
    }

    private func processEnded(_ generation: Int) {
        guard let engine, engine.generation == generation else { return }
        // While the dead leader is not reaped its PID, and so the number of its group, cannot come to mean anybody else.
        if !engine.isAdopted { try? engine.handle.signalGroup(.kill) }
        let status = engine.handle.reap()
        self.engine = nil
        former = .init(pid: engine.handle.pid, startTime: engine.startTime)
        // Another daemon has ended it, and its record may by now be that of the next.
        guard context.standing.look() != .lost else { return }
        do {
            try context.engines.forget(id)
        } catch {
            context.log.write("\(id): \(error)")
        }
        send(.ended(status, generation: generation, lastLines: log.lastLines(10, since: engine.logStart)))
    }

    // MARK: Looking

    private func look(_ generation: Int, in group: inout DiscardingTaskGroup) {
        guard let engine, engine.generation == generation else { return }
        let probe = engine.probe
        let handle = engine.handle
        group.addTask {
            let outcome = await probe.look()
            // An engine that has died does not answer either; that it has died says more, and the kernel may tell it later.
            if outcome != .ready, handle.hasEnded { return await self.processEnded(generation) }
            await self.send(.probed(outcome, generation: generation))
        }
    }

    // MARK: Ending

    private func signalGroup(_ signal: Signal) {
        // The number of an ended leader's group is only certain to be ours while we have not reaped the leader.
        guard let engine, !(engine.isAdopted && engine.handle.hasEnded) else { return }
        // Noted while the engine lives: whose children they were cannot be seen afterwards.
        relatives.formUnion(ProcessTable.descendants(of: engine.handle.pid).compactMap { ProcessIdentity.of(pid: $0) })
        do {
            try engine.handle.signalGroup(signal)
        } catch {
            // Already gone: its end is on its way. Anything else is for the log; the escalation goes on.
            if !error.isNoSuchProcess { context.log.write("\(id): \(error)") }
        }
    }

    private func clear(in group: inout DiscardingTaskGroup) {
        let sweep = EngineSweep(directory: context.base.provider(id))
        let former = former
        let relatives = relatives
        let loop = context.loop
        group.addTask {
            switch await sweep.run(after: former, relatives, on: loop) {
            case nil: await self.send(.cleared)
            case let remains?: await self.send(.notCleared(remains))
            }
        }
    }
}
