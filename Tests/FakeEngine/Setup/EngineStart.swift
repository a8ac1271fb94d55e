import PlatformSupport

/// The way from a read configuration to a serving engine, with all that can go wrong on it.
struct EngineStart {
    private let configuration: EngineConfiguration
    private let behaviour: Behaviour
    private let directory: String

    init(configuration: EngineConfiguration, behaviour: Behaviour, directory: String) {
        self.configuration = configuration
        self.behaviour = behaviour
        self.directory = directory
    }

    /// Goes that way; comes back only with an error.
    func serve() throws {
        let crashes = try recordStart()
        if behaviour.recordsSurroundings { try Surroundings.write(to: directory + "/fake-engine.surroundings") }
        // Asked before anything of ours can have taken the number.
        let hasKeptDescriptor = isLeavingWork && FileSystem.exists("/dev/fd/3")
        let signals = try EngineSignals(ignoringTerminate: ignoresTerminate)
        if behaviour.slowStart > 0, try signals.isTerminated(within: behaviour.slowStart) { CurrentProcess.exit(0) }
        if crashes, let status = behaviour.exitAtStart, !Grandchild.isThisProcess {
            EngineLog.print(EngineLog.versionLine)
            EngineLog.write("error", "failed to start, as fake-engine.conf says; status \(status)")
            CurrentProcess.exit(status)
        }
        let listener = isLeavingWork ? nil : try listen(signals)
        if isLeavingWork {
            try Grandchild.start(inOwnSession: behaviour.grandchildLeavesSession, keeping: hasKeptDescriptor ? 3 : nil)
        }
        if behaviour.hasHelper, !Grandchild.isThisProcess {
            try Grandchild.startHelper(inOwnSession: behaviour.helperLeavesSession, in: directory)
        }

        EngineLog.print(EngineLog.versionLine)
        EngineLog.write("info", "API server started successfully on: \(configuration.host):\(configuration.port)")
        if behaviour.rewritesConfiguration { try ConfigurationRewriting.rewrite(directory + "/config.yaml") }
        EngineLog.flood(behaviour.logFlood)
        let routes = EngineRoutes(
            configuration: configuration,
            behaviour: behaviour,
            directory: directory,
            managementPassword: CurrentProcess.environmentVariable("MANAGEMENT_PASSWORD")
        )
        let server = try EngineServer(listener: listener, signals: signals, routes: routes, behaviour: behaviour)
        try server.run(crashes: crashes && !Grandchild.isThisProcess)
    }

    private var isLeavingWork: Bool { behaviour.hasGrandchild && !Grandchild.isThisProcess }

    private var ignoresTerminate: Bool {
        Grandchild.isThisProcess ? behaviour.grandchildIgnoresTerminate : behaviour.ignoresTerminate
    }

    /// Counts this start if that is asked for, and tells whether it is one of those that crash.
    private func recordStart() throws -> Bool {
        guard behaviour.recordsStarts || behaviour.crashTimes != nil, !Grandchild.isThisProcess else { return true }
        let path = directory + "/fake-engine.starts"
        let file = try LogFile.open(path)
        try Descriptor.writeAll(file.descriptor, "\(CurrentProcess.pid)\n")
        guard let times = behaviour.crashTimes else { return true }
        return try FileSystem.read(path).count { $0 == UInt8(ascii: "\n") } <= times
    }

    /// Listens; if it cannot, ends as the real one does: it says that it has started, waits, says why not, and exits 0.
    private func listen(_ signals: EngineSignals) throws -> ListeningSocket {
        // No host means every address of the machine.
        let host = configuration.host.isEmpty ? "0.0.0.0" : configuration.host
        guard let address = SocketAddress(host: host, port: configuration.port) else {
            throw Behaviour.Failure(description: "the host '\(host)' is no address")
        }
        guard !behaviour.findsPortTaken else { try fail(signals, "bind: address already in use") }
        do throws(SystemError) {
            return try ListeningSocket.listen(on: address)
        } catch {
            try fail(signals, error.isAddressInUse ? "bind: address already in use" : "\(error)")
        }
    }

    private func fail(_ signals: EngineSignals, _ cause: String) throws -> Never {
        let address = "\(configuration.host):\(configuration.port)"
        EngineLog.print(EngineLog.versionLine)
        EngineLog.write("info", "API server started successfully on: \(address)")
        _ = try signals.isTerminated(within: 100)
        let reason = "failed to start HTTP server: listen tcp \(address): \(cause)"
        EngineLog.write("error", "proxy service exited with error: \(reason)", source: "service.go:1")
        CurrentProcess.exit(0)
    }
}
