package import HTTPTransport
package import PlatformSupport
package import ProxyModel

extension CredentialLock {
    /// How often is looked whether the lock is free: no event tells, and whoever holds it waits for a provider.
    private static let interval = Duration.milliseconds(20)

    /// Waits for the lock of a token file without holding up the loop.
    ///
    /// - Throws: `SystemError`, or `CancellationError` when the task is cancelled.
    package static func acquire(for file: String, on loop: EventLoop) async throws -> FileLock {
        while true {
            if let lock = try tryAcquire(for: file) { return lock }
            try await loop.sleep(for: interval)
        }
    }
}
