package import PlatformSupport

/// Which process is a provider's engine, as the files in the provider's directory say.
///
/// `.proxy.json` is the truth. `.proxy.pid` repeats the PID for people and scripts, and nobody here reads it: a bare
/// number says nothing about who has it now.
package struct ProcessRecord: Equatable, Sendable {
    /// Who the process is; only a living process of this very identity is ours.
    package let identity: ProcessIdentity

    /// Where the engine was told to listen.
    package var port: UInt16

    /// The engine's name for people.
    package var engine: String

    /// How often it has been restarted unasked since it was last started on request.
    package var restarts: Int

    /// When it was started; kept to the millisecond.
    package var startedAt: Timestamp

    package init(identity: ProcessIdentity, port: UInt16, engine: String, restarts: Int, startedAt: Timestamp) {
        self.identity = identity
        self.port = port
        self.engine = engine
        self.restarts = restarts
        self.startedAt = startedAt
    }
}
