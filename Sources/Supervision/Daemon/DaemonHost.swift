package import HTTPTransport
package import PlatformSupport
package import ProxyModel

/// What a guest may see and ask of its daemon.
package struct DaemonHost: Sendable {
    private let supervisor: Supervisor

    init(_ supervisor: Supervisor) { self.supervisor = supervisor }

    /// The daemon's loop.
    package var loop: EventLoop { supervisor.context.loop }

    /// The daemon's base directory.
    package var base: BaseDirectory { supervisor.context.base }

    /// Rung whenever a provider stands differently from before.
    package var changes: Bell { supervisor.context.changes }

    /// How everything stands as far as the daemon knows; no engine is asked for it.
    package func report() async -> StatusReport { await supervisor.knownStatus() }

    /// Brings a provider up, and waits for the proof.
    package func start(_ provider: String) async throws(ControlError) -> [ControlResult] {
        try await supervisor.start([provider])
    }

    /// Brings a provider down.
    package func stop(_ provider: String) async throws(ControlError) -> [ControlResult] {
        try await supervisor.stop([provider])
    }

    /// Brings a provider down and up again.
    package func restart(_ provider: String) async throws(ControlError) -> [ControlResult] {
        try await supervisor.restart([provider])
    }

    /// Adds a line to the daemon's log.
    package func log(_ text: String) { supervisor.context.log.write(text) }
}
