/// What the supervisor has to say about one provider's engine.
package enum ProviderState: String, CaseIterable, Sendable {
    /// No process, and none is wanted.
    case stopped
    /// A process has been started and is not ready yet.
    case starting
    /// Our process owns the port and answers.
    case running
    /// Our process owns the port, but its probes fail.
    case unhealthy
    /// It ended unasked, and the next start is being waited for.
    case backoff
    /// It was given up after a bounded number of tries.
    case failed
    /// It is being ended.
    case stopping
    /// Somebody else holds the port; `last_error` names them.
    case foreign
}
