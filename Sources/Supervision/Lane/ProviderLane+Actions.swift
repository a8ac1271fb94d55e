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
            try? log.rotateIfNeeded()
            let launched = try context.engines.launch(settings, log: log, restarts: machine.restarts)
            engineName = launched.engineName
            handle(.launched(pid: launched.identity.pid), in: &group)
            follow(launched.identity, launched.handle, isAdopted: false, port: settings.port, in: &group)
        } catch {
            switch error {
            case .refused(let reason): handle(.launchRefused(reason), in: &group)
            case .portHeld(let holder): handle(.portHeld(by: holder), in: &group)
            case .passing(let reason): handle(.launchFailed(reason), in: &group)
            }
        }
    }

    /// Finds an engine that an earlier daemon has left, and takes it over as it is.
    func adoptIfAlive(in group: inout DiscardingTaskGroup) {
        switch EngineAdoption(base: context.base, provider: id).survey() {
        case .nobody:
            return
        case .alive(let identity, let handle, let record):
            context.log.write("\(id): adopting PID \(identity.pid)")
            engineName = record?.engine
            let port = record?.port ?? settings.port
            handle_adoption(identity, handle, restarts: record?.restarts ?? 0, port: port, in: &group)
        case .remains(let handles):
            context.log.write("\(id): ending what an earlier engine left: \(handles.map(\.pid))")
            for handle in handles { try? handle.signal(.kill) }
        }
    }

    private func handle_adoption(
        _ identity: ProcessIdentity,
        _ handle: ProcessHandle,
        restarts: Int,
        port: UInt16,
        in group: inout DiscardingTaskGroup
    ) {}

    /// Watches a process from now on.
    private func follow(
        _ identity: ProcessIdentity,
        _ handle: ProcessHandle,
        isAdopted: Bool,
        port: UInt16,
        in group: inout DiscardingTaskGroup
    ) {}
}
