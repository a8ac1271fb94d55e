package import PlatformSupport
package import ProxyModel

/// Turns a provider's settings into a running process, or into the reason why not.
package struct EngineLauncher: Sendable {
    private let base: BaseDirectory
    private let locator: EngineLocator
    private let environment: [String: String]
    /// Where the dashboard is from the next start on.
    let dashboardPort: DashboardPort

    /// Why there is no process.
    package enum Failure: Error, Equatable {
        /// A person has to change something first.
        case refused(String)
        /// Somebody else listens there.
        case portHeld(String)
        /// It may work in a moment.
        case passing(String)

        /// The same in words.
        var reason: String {
            switch self {
            case .refused(let reason), .passing(let reason): reason
            case .portHeld(let holder): holder
            }
        }
    }

    /// A process that has just been started, and is ours to watch.
    package struct Launched {
        package let handle: ProcessHandle
        package let engineName: String
        /// Where in the log its output begins.
        package let logStart: Int64
        /// Why it was killed at once; its end is awaited, and reaped, like any other's.
        package fileprivate(set) var obstacle: Failure?
        /// When it was started, as ``ProcessIdentity`` counts; nil if it has ended at once.
        package fileprivate(set) var startTime: UInt64?
    }

    /// - Parameters:
    ///   - base: where everything lives.
    ///   - executable: this program, beside which the gateway is looked for.
    ///   - environment: the daemon's; engines get the part that ``EngineEnvironment`` lets through.
    ///   - dashboardPort: where the dashboard is; engines are told.
    package init(
        base: BaseDirectory,
        executable: String,
        environment: [String: String],
        dashboardPort: UInt16 = Settings().dashboardPort
    ) {
        self.dashboardPort = DashboardPort(dashboardPort)
        self.base = base
        locator = EngineLocator(base: base, executable: executable)
        self.environment = environment
    }

    /// Starts the provider's engine.
    ///
    /// That the port is free is only looked at to name whoever holds it; that the engine got it is proven after the
    /// start, by ``EngineProbe``.
    package func launch(
        _ settings: ProviderSettings,
        log: EngineLog,
        restarts: Int
    ) throws(Failure) -> Launched {
        let engine = try locate(settings)
        let keys = try prepare(settings)
        let listeners = ListenerCheck(
            host: settings.host,
            port: settings.port,
            lockFile: base.provider(settings.id).lockFile
        )
        do {
            if let holder = try listeners.holder() { throw Failure.portHeld(holder) }
            var launched = try spawn(engine, settings, keys, log: log)
            record(&launched, settings, restarts: restarts)
            return launched
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Self.failure(error)
        }
    }

    private static func failure(_ error: any Error) -> Failure {
        guard let error = error as? SystemError, error.isPassing else { return .refused("\(error)") }
        return .passing("\(error)")
    }

    /// Finds out why a start would be refused, as far as that shows while an engine still runs.
    ///
    /// What is healthy is not ended for something that cannot follow it.
    ///
    /// - Parameters:
    ///   - settings: of the provider.
    ///   - port: where its engine listens now: that port will be free.
    /// - Throws: what ``launch(_:log:restarts:)`` would throw.
    package func check(_ settings: ProviderSettings, whileRunningOn port: UInt16) throws(Failure) {
        _ = try locate(settings)
        if settings.port != port {
            let listeners = ListenerCheck(
                host: settings.host,
                port: settings.port,
                lockFile: base.provider(settings.id).lockFile
            )
            // Whether the port can be looked at is for the launch to say.
            if let holder = try? listeners.holder() { throw .portHeld(holder) }
        }
        _ = try prepare(settings)
    }

    private func locate(_ settings: ProviderSettings) throws(Failure) -> EngineLocation {
        do {
            return try locator.locate(settings.engine)
        } catch {
            throw .refused("\(error)\n\(error.remedy)")
        }
    }

    private func prepare(_ settings: ProviderSettings) throws(Failure) -> ProviderKeys {
        do {
            let keys = try ProviderKeys.loadOrCreate(base: base, provider: settings.id)
            try EngineConfiguration(settings, base: base, apiKey: keys.apiKey).prepare()
            return keys
        } catch EngineConfigurationError.busy(let file) {
            throw .passing("\(EngineConfigurationError.busy(file: file))")
        } catch ProviderKeysError.system(let error) {
            throw Self.failure(error)
        } catch EngineConfigurationError.system(let error) {
            throw Self.failure(error)
        } catch {
            throw .refused("\(error)")
        }
    }

    private func spawn(
        _ engine: EngineLocation,
        _ settings: ProviderSettings,
        _ keys: ProviderKeys,
        log: EngineLog
    ) throws -> Launched {
        let directory = base.provider(settings.id)
        guard let lock = try takeLock(directory.lockFile) else {
            throw Failure.passing("a process of an earlier engine is still alive")
        }
        let output = try log.open()
        let logStart = Int64(try output.size())
        let request = SpawnRequest(
            executable: engine.path,
            arguments: [engine.path, "-config", directory.configuration],
            environment: EngineEnvironment.select(
                from: environment,
                dashboardPort: dashboardPort.value,
                kind: settings.kind,
                managementKey: keys.managementKey
            ),
            workingDirectory: directory.path,
            standardOutput: output.descriptor,
            keepDescriptor: lock.descriptor
        )
        let handle = try ProcessHandle.spawn(request)
        // From here on the engine holds the lock, whatever becomes of us.
        _ = consume lock
        _ = consume output
        return Launched(handle: handle, engineName: engine.name, logStart: logStart)
    }

    /// Takes a provider's lock; nil when a process of its engine lives.
    ///
    /// A command that looks whether somebody lives has the lock for microseconds: that is waited for.
    private func takeLock(_ path: String) throws(SystemError) -> FileLock? {
        for _ in 0..<10 {
            if let lock = try FileLock.tryAcquire(path) { return lock }
            MonotonicTime.pause(nanoseconds: 200_000)
        }
        return nil
    }

    /// Writes down who a process is that was just started.
    ///
    /// If that cannot be written, the engine is killed: a PID file that is missing would be a state that is not true. Its end
    /// is not waited for, since the kernel may take its time and nobody else would be served.
    private func record(_ launched: inout Launched, _ settings: ProviderSettings, restarts: Int) {
        // An engine that has ended by now is a zombie without an identity; its end is reported like any other.
        guard let identity = ProcessIdentity.of(pid: launched.handle.pid) else { return }
        launched.startTime = identity.startTime
        do throws(SystemError) {
            try record(identity, settings, engine: launched.engineName, restarts: restarts)
        } catch {
            try? launched.handle.signalGroup(.kill)
            launched.obstacle = Self.failure(error)
        }
    }

    /// Writes PID file and record of a provider's engine.
    package func record(
        _ identity: ProcessIdentity,
        _ settings: ProviderSettings,
        engine: String,
        restarts: Int
    ) throws(SystemError) {
        let record = ProcessRecord(
            identity: identity,
            port: settings.port,
            engine: engine,
            restarts: restarts,
            startedAt: .now
        )
        try record.write(to: base.provider(settings.id))
    }

    /// Removes PID file and record of an engine that has ended.
    package func forget(_ provider: ProviderID) throws(SystemError) {
        try ProcessRecord.remove(from: base.provider(provider))
    }
}
