internal import PlatformSupport

/// The directory of one provider, which is also its engine's working directory and `auth-dir`.
package struct ProviderDirectory: Hashable, Sendable {
    /// Absolute, without a slash at the end.
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// The engine's configuration.
    package var configuration: String { Paths.join(path, "config.yaml") }

    /// The engine's PID, decimal, and nothing else.
    package var pidFile: String { Paths.join(path, ".proxy.pid") }

    /// Which process that PID means.
    package var recordFile: String { Paths.join(path, ".proxy.json") }

    /// Inherited and held by every process that belongs to this provider's engine.
    package var lockFile: String { Paths.join(path, ".proxy.lock") }

    /// What engines print, in files of bounded size and number.
    package var logs: String { Paths.join(path, "logs") }

    /// The log that is being written.
    package var currentLog: String { Paths.join(logs, "engine.log") }

    /// An older log: 1 is the latest of them.
    package func olderLog(_ number: Int) -> String { "\(currentLog).\(number)" }
}
