package import HTTPTransport
package import PlatformSupport
package import ProxyModel

extension CredentialLock {
    /// How often is looked whether the lock is free: no event tells, and whoever holds it waits for a provider.
    private static let interval = Duration.milliseconds(20)

    /// How long somebody else may hold the lock before it is given up: longer than any provider may take.
    ///
    /// A process that was stopped (Ctrl-Z) holds it for ever, and those who wait for a token must not.
    package static let patience = Duration.seconds(120)

    /// Waits for the lock of a token file without holding up the loop.
    ///
    /// - Throws: `SystemError`, `CancellationError` when the task is cancelled, or `SignInError.unavailable` when nobody
    ///   gives the lock back.
    package static func acquire(
        for file: String,
        on loop: EventLoop,
        patience: Duration = patience
    ) async throws -> FileLock {
        let deadline = ContinuousClock.now + patience
        while true {
            if let lock = try tryAcquire(for: file) { return lock }
            guard ContinuousClock.now < deadline else {
                throw SignInError.unavailable("another process does not let go of \(Paths.name(of: file))")
            }
            try await loop.sleep(for: interval)
        }
    }
}
