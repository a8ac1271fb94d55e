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
    /// Whose log is being shortened at this moment.
    private var shortening: Set<ProviderID> = []
    /// Whose log could not be shortened, and when that is tried again.
    private var retries: [ProviderID: ContinuousClock.Instant] = [:]

    /// From the first write to the look at the size.
    private static let delay = Duration.milliseconds(100)
    /// From a failure, such as a full disk, to the next try: copying in vain costs more than a log that is too long.
    private static let patience = Duration.seconds(30)

    package init(loop: EventLoop, log: DaemonLog) throws(SystemError) {
        self.loop = loop
        self.log = log
        watcher = try FileWatcher()
    }

    /// Looks after an engine's log from now on, and shortens it now if it is too long; a second call for the same provider
    /// replaces the first.
    package func keep(_ engineLog: EngineLog, of provider: ProviderID) async {
        logs[provider] = engineLog
        retries[provider] = nil
        await shorten(provider)
        arm(provider)
    }

    /// Looks after no log any more.
    ///
    /// Worth saying beforehand: the kernel takes its time (about 10 ms, *measured*) to take a watch down, and an ending
    /// daemon that still has one waits for that.
    func stopKeeping() {
        for token in owners.keys { watcher.unwatch(token) }
        owners = [:]
        logs = [:]
    }

    /// Does so until the task is cancelled.
    package func run() async {
        do {
            while true {
                try await loop.readable(watcher.descriptor)
                try await loop.sleep(for: Self.delay)
                for token in try watcher.drain() { await look(at: token) }
            }
        } catch is CancellationError {
            return
        } catch {
            log.write("engine logs are only shortened when an engine starts: \(error)")
        }
    }

    private func look(at token: FileWatcher.Token) async {
        guard let provider = owners.removeValue(forKey: token) else { return }
        await shorten(provider)
        arm(provider)
    }

    /// Cuts a log that is too long, and lets everybody else be served in between.
    private func shorten(_ provider: ProviderID) async {
        guard let engineLog = logs[provider], retries[provider].map({ $0 <= .now }) ?? true,
            shortening.insert(provider).inserted
        else { return }
        defer { shortening.remove(provider) }
        do {
            guard var rotation = try engineLog.beginRotation() else { return }
            while try rotation.advance() {
                await loop.yield()
                // Nobody looks after it any more: what is begun is begun anew some time.
                guard logs[provider] != nil else { return }
            }
            retries[provider] = nil
        } catch {
            retries[provider] = .now + Self.patience
            log.write("\(provider): cannot shorten the log, and tries again in \(Self.patience.inWords): \(error)")
        }
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
