import PlatformSupport
import ProxyModel

extension ProviderLane {
    /// Finds an engine that an earlier daemon has left and takes it over as it is.
    ///
    /// Called once, before ``run()`` and before anybody can ask for anything.
    package func adoptIfAlive() {
        switch EngineAdoption(directory: context.base.provider(id)).survey() {
        case .nobody:
            return
        case .engine(let identity, let handle, let record):
            adopt(identity, handle, record)
        case .remains(let identities):
            // Descendants whose engine is gone: nobody can use them, and they may hold the port.
            let pids = identities.map { String($0.pid) }.joined(separator: ", ")
            context.log.write("\(id): ending what an earlier engine has left: PID \(pids)")
            send(.remainsFound)
        case .unclear(let reason):
            context.log.write("\(id): \(reason)")
        }
    }

    private func adopt(_ identity: ProcessIdentity, _ handle: ProcessHandle, _ record: ProcessRecord?) {
        let port = record?.port ?? settings.port
        engineName = record?.engine
        engine = EngineProcess(
            handle: handle,
            generation: machine.generation + 1,
            startTime: identity.startTime,
            isAdopted: true,
            port: port,
            began: .now - .seconds(record.map { max(0, Timestamp.now.seconds - $0.startedAt.seconds) } ?? 0),
            logStart: 0,
            probe: makeProbe(identity.pid, port: port)
        )
        if record == nil {
            // The daemon before died between the start and the record.
            try? context.engines.record(identity, settings, engine: settings.engine.description, restarts: 0)
        }
        send(.adopted(pid: identity.pid, restarts: record?.restarts ?? 0))
    }
}
