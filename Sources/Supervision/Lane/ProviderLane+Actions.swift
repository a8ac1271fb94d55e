import HTTPTransport
import PlatformSupport
import ProxyModel

/// What the machine decides, done.
extension ProviderLane {
    func perform(_ action: ProviderAction, in group: inout DiscardingTaskGroup) {
        switch action {
        case .launch: launch(in: &group)
        case .probe(let generation): look(generation, in: &group)
        case .signal(let signal): signalGroup(signal)
        case .clear: clear(in: &group)
        case .finishStarts(let outcome): finishStarts(outcome)
        case .finishStops(let outcome): finishStops(outcome)
        }
    }

    // MARK: Launching

    private func launch(in group: inout DiscardingTaskGroup) {
        do {
            let launched = try context.engines.launch(settings, log: log, restarts: machine.restartsAfterLaunch)
            engineName = launched.engineName
            let generation = machine.generation + 1
            engine = EngineProcess(
                handle: launched.handle,
                generation: generation,
                isAdopted: false,
                port: settings.port,
                began: .now,
                logStart: launched.logStart,
                probe: makeProbe(launched.handle.pid, port: settings.port)
            )
            watch(launched.handle, generation: generation, in: &group)
            keepLogShort(in: &group)
            handle(.launched(pid: launched.handle.pid), in: &group)
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
        lastPID = engine.handle.pid
        lastPort = engine.port
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
        do {
            try engine.handle.signalGroup(signal)
        } catch {
            // Already gone: its end is on its way. Anything else is for the log; the escalation goes on.
            if !error.isNoSuchProcess { context.log.write("\(id): \(error)") }
        }
    }

    private func clear(in group: inout DiscardingTaskGroup) {
        let sweep = EngineSweep(
            directory: context.base.provider(id),
            listeners: ListenerCheck(
                host: settings.host,
                port: lastPort ?? settings.port,
                lockFile: context.base.provider(id).lockFile
            )
        )
        let leader = lastPID
        let loop = context.loop
        group.addTask {
            switch await sweep.run(sessionOf: leader, on: loop) {
            case nil: await self.send(.cleared)
            case let remains?: await self.send(.notCleared(remains))
            }
        }
    }
}
