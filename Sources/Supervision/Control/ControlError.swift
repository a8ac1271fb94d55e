/// Why the daemon could not be asked, or what it answered instead.
package enum ControlError: Error, Equatable, Sendable {
    /// Nobody listens on the control socket.
    case notRunning
    /// The daemon is on its way out; another one can be started when it is gone.
    case shuttingDown
    /// The daemon refuses: why, and what to do.
    case refused(String, remedy: String?)
    /// The way to the daemon is broken: how.
    case transport(String)
    /// Its answer makes no sense to this program: why.
    case unreadable(String)

    /// What is wrong, in a line.
    package var message: String {
        switch self {
        case .notRunning: "the daemon does not run"
        case .shuttingDown: "the daemon is shutting down"
        case .refused(let reason, _): reason
        case .transport(let reason): "cannot talk to the daemon: \(reason)"
        case .unreadable(let reason): "the daemon's answer is not understood: \(reason)"
        }
    }

    /// What to do about it, in a line.
    package var remedy: String? {
        switch self {
        case .notRunning: "ccproxy start all  starts it"
        case .shuttingDown: "try again"
        case .refused(_, let remedy): remedy
        case .transport: "ccproxy doctor  looks further"
        case .unreadable:
            "it may be another version: ccproxy daemon stop  lets it go, and the next command starts this one"
        }
    }
}
