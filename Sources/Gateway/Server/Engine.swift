import HTTPTransport
import PlatformSupport
import ProxyModel

/// The running engine: everything that lives from its start to its end.
struct Engine: Sendable {
    let configuration: LiveConfiguration
    let accounts: AccountDirectory
    let ledger: Ledger
    let log: OutputLog
    let keeper: UsageKeeper
    let environment: [String: String]
    let renewal: CredentialRenewal?

    /// Descriptors for ten thousand streams, where the system allows so many.
    private static let wantedDescriptors: UInt64 = 20_100

    /// Runs the engine until it is told to end, or cannot go on.
    static func run(
        configuration path: String,
        _ environment: [String: String],
        _ signals: SignalSource,
        renewal: CredentialRenewal?
    ) -> EngineExit {
        do {
            // Fewer descriptors mean fewer connections at the same time, and nothing else.
            _ = try? ResourceLimit.openFiles.raise(to: wantedDescriptors)
            let engine = try Engine(path, environment, renewal, log: OutputLog(descriptor: 1))
            return try EventLoop.run { loop in
                await engine.serve(on: loop) { server in await engine.waitForSignal(server, on: loop, signals) }
            }
        } catch let end as EngineExit {
            return end
        } catch {
            return .system("\(error)")
        }
    }

    /// Reads everything that is needed to serve.
    ///
    /// - Throws: why that is not possible.
    init(
        _ path: String,
        _ environment: [String: String],
        _ renewal: CredentialRenewal?,
        log: OutputLog
    ) throws(EngineExit) {
        self.environment = environment
        self.renewal = renewal
        self.log = log
        configuration = try Self.read(path, environment)
        accounts = AccountDirectory()
        try Self.loadAccounts(into: accounts, configuration.current)
        let file = UsageFile(besideConfiguration: configuration.path)
        let reading = file.read(now: .now)
        if let note = reading.note { log.write(.warning, note) }
        ledger = Ledger(reading.statistics)
        keeper = UsageKeeper(ledger: ledger, file: file, log: log)
        apply(configuration.current)
    }

    /// Reads the configuration for the first time.
    static func read(
        _ path: String,
        _ environment: [String: String]
    ) throws(EngineExit) -> LiveConfiguration {
        do {
            return try LiveConfiguration(
                path: try FileSystem.absolutePath(path),
                workingDirectory: try FileSystem.currentDirectory(),
                environment: environment
            )
        } catch let error as ConfigurationError {
            if case .unreadable = error.reason { throw .configurationUnreadable("\(error)") }
            throw .configurationInvalid("\(error)")
        } catch {
            throw .configurationUnreadable("\(error)")
        }
    }

    private static func loadAccounts(
        into accounts: AccountDirectory,
        _ configuration: GatewayConfiguration
    ) throws(EngineExit) {
        do throws(SystemError) {
            try FileSystem.createDirectory(configuration.credentialDirectory, mode: 0o700)
            try accounts.reload(configuration, now: .now)
        } catch {
            throw .credentialsUnusable("auth-dir: \(error)")
        }
    }

    /// Makes what depends on the configuration follow it, and says what there is to say about it.
    func apply(_ configuration: GatewayConfiguration) {
        ledger.countsUsage = configuration.countsUsage
        log.writesDebugLines = configuration.isDebugging
        for note in configuration.notes { log.write(.info, "\(self.configuration.path): \(note)") }
        for entry in accounts.files {
            guard case .invalid(let reason) = entry.file.content else { continue }
            log.write(.warning, "\(entry.file.name) is not used: \(reason)")
        }
    }
}
