package import PlatformSupport

/// What is remembered on disk of an engine that was started, so that another daemon can adopt it.
package struct ProcessRecord: Equatable, Sendable {
    /// Which process it is, beyond its PID.
    package var identity: ProcessIdentity
    /// Where it listens.
    package var port: UInt16
    /// The engine's name or path, as reports show it.
    package var engine: String
    /// How often it had been restarted unasked.
    package var restarts: Int
    /// When it was started.
    package var startedAt: Timestamp

    package init(identity: ProcessIdentity, port: UInt16, engine: String, restarts: Int, startedAt: Timestamp) {
        self.identity = identity
        self.port = port
        self.engine = engine
        self.restarts = restarts
        self.startedAt = startedAt
    }

    /// What a provider's directory says about a process.
    package enum Stored: Equatable, Sendable {
        case absent
        /// Something is there that tells of no process that could be trusted: why.
        case invalid(String)
        case record(ProcessRecord)
    }
}
