import HTTPTransport
import PlatformSupport
import ProxyModel

extension Engine {
    /// How long to wait after a change for those that belong to it: editors and sign-ins touch several files.
    private static let settlingTime = Duration.milliseconds(10)
    /// How often to look where there is nothing that could be watched.
    private static let pollingInterval = Duration.seconds(2)

    /// Follows configuration and token files as they change, until the task is cancelled.
    func watchFiles(on loop: EventLoop) async {
        let watcher: FileWatcher?
        do throws(SystemError) {
            watcher = try FileWatcher()
        } catch {
            log.write(.warning, "\(error); changes of files are noticed within \(Self.pollingInterval)")
            watcher = nil
        }
        var isWatching = false
        do {
            while true {
                let wasWatching = isWatching
                isWatching = watcher.map { watch($0) } ?? false
                if let watcher, isWatching {
                    // What changed before the watch began is seen by looking once more.
                    if !wasWatching { follow() }
                    try await loop.readable(watcher.descriptor)
                    try await loop.sleep(for: Self.settlingTime)
                    _ = try watcher.drain()
                } else {
                    try await loop.sleep(for: Self.pollingInterval)
                }
                follow()
            }
        } catch let error as SystemError {
            log.write(.error, "changes of files are not noticed any more: \(error)")
        } catch {
            // Cancelled: the engine is ending.
        }
    }

    /// Watches the directories of configuration and token files; whether both are there.
    private func watch(_ watcher: FileWatcher) -> Bool {
        var isComplete = true
        for path in Set([Paths.parent(of: configuration.path), configuration.current.credentialDirectory]) {
            do throws(SystemError) {
                _ = try watcher.watch(directory: path)
            } catch {
                isComplete = false
            }
        }
        return isComplete
    }

    /// Takes over what has changed.
    func follow() {
        switch configuration.reload() {
        case .none: break
        case .replaced:
            log.write(.info, "\(configuration.path) was read again")
            reloadAccounts()
            apply(configuration.current)
            return
        case .refused(let reason):
            log.write(.error, "the configuration stays as it was: \(reason)")
        }
        reloadAccounts()
    }

    private func reloadAccounts() {
        let before = accounts.files.map(\.file)
        do throws(SystemError) {
            try accounts.reload(configuration.current, now: .now)
        } catch {
            log.write(.error, "the accounts stay as they were: \(error)")
            return
        }
        for entry in accounts.files where !before.contains(entry.file) {
            switch entry.file.content {
            case .account(let account): log.write(.info, "\(entry.file.name) is \(account.label)")
            case .foreign(let type): log.write(.info, "\(entry.file.name) is for \(type), and not used")
            case .invalid(let reason): log.write(.warning, "\(entry.file.name) is not used: \(reason)")
            }
        }
    }
}
