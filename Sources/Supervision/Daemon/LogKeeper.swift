package import HTTPTransport
package import PlatformSupport
package import ProxyModel

/// Keeps engines' logs short however fast they grow, without looking at those that do not.
///
/// The kernel tells when a log is written to, once; a moment later its size is looked at, and only then is the kernel
/// asked to tell again. So an idle engine costs nothing, a busy one ten looks a second, and a flood is cut ten times a
/// second.
package actor LogKeeper {
    package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private nonisolated let loop: EventLoop
    private let watcher: FileWatcher
    private let log: DaemonLog
    private var logs: [ProviderID: EngineLog] = [:]
    private var owners: [FileWatcher.Token: ProviderID] = [:]

    /// From the first write to the look at the size.
    private static let delay = Duration.milliseconds(100)

    package init(loop: EventLoop, log: DaemonLog) throws(SystemError) {
        self.loop = loop
        self.log = log
        watcher = try FileWatcher()
    }

    /// Looks after an engine's log from now on; a second call for the same provider replaces the first.
    package func keep(_ engineLog: EngineLog, of provider: ProviderID) {
        logs[provider] = engineLog
        arm(provider)
    }

    /// Does so until the task is cancelled.
    package func run() async {
        do {
            while true {
                try await loop.readable(watcher.descriptor)
                try await loop.sleep(for: Self.delay)
                for token in try watcher.drain() { look(at: token) }
            }
        } catch is CancellationError {
            return
        } catch {
            log.write("engine logs are only shortened when an engine starts: \(error)")
        }
    }

    private func look(at token: FileWatcher.Token) {
        guard let provider = owners.removeValue(forKey: token), let engineLog = logs[provider] else { return }
        do {
            try engineLog.rotateIfNeeded()
        } catch {
            log.write("\(provider): cannot shorten the log: \(error)")
        }
        arm(provider)
    }

    private func arm(_ provider: ProviderID) {
        guard let path = logs[provider]?.path else { return }
        do {
            owners[try watcher.watchOnce(path)] = provider
        } catch {
            log.write("\(provider): the log is only shortened when the engine starts: \(error)")
        }
    }
}
