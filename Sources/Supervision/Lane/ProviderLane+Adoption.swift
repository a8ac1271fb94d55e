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
            engineName = record?.engine
            let port = record?.port ?? settings.port
            engine = EngineProcess(handle: handle, generation: machine.generation + 1, isAdopted: true, port: port)
            context.engines.record(identity, settings: settings, engine: engineName, restarts: record?.restarts ?? 0)
            context.logs.watch(log, of: id)
            send(.adopted(pid: identity.pid, restarts: record?.restarts ?? 0))
        case .remains(let handles):
            // Descendants whose engine is gone: nobody can use them, and they may hold the port.
            context.log.write("\(id): ending what an earlier engine has left: PID \(handles.map { String($0.pid) }.joined(separator: ", "))")
            for handle in handles { try? handle.signal(.kill) }
        case .unclear(let reason):
            context.log.write("\(id): \(reason)")
        }
    }
}
