/// Why the engine has ended: every reason has an exit status of its own, and one line on stderr.
///
/// cli-proxy-api ends with 0 in most of these cases. From 64 up the numbers mean what sysexits(3) says.
package enum EngineExit: Error, Equatable {
    /// Asked to end, and everything is done.
    case finished
    case wrongFlags(String)
    /// The configuration cannot be read.
    case configurationUnreadable(String)
    /// The configuration is not what it should be.
    case configurationInvalid(String)
    /// The directory with the credentials cannot be used.
    case credentialsUnusable(String)
    /// Somebody else listens there.
    case addressInUse(String)
    /// The address is not one that can be listened on, or not by this user.
    case cannotListen(String)
    /// There is no way to reach an upstream.
    case noUpstreamClient(String)
    /// There is no account, or no new token for one.
    case signInFailed(String)
    /// The person at the terminal has stopped it.
    case interrupted
    /// The system refused something that no setting can cure.
    case system(String)

    /// The exit status.
    package var status: Int32 {
        switch self {
        case .finished: 0
        case .wrongFlags: 2
        case .configurationUnreadable: 66
        case .cannotListen: 68
        case .addressInUse: 69
        case .system: 71
        case .noUpstreamClient: 72
        case .credentialsUnusable: 73
        case .signInFailed: 77
        case .configurationInvalid: 78
        case .interrupted: 130
        }
    }

    /// The line for stderr; nil when there is nothing to say.
    package var message: String? {
        switch self {
        case .finished, .interrupted: nil
        case .wrongFlags(let text), .configurationUnreadable(let text), .configurationInvalid(let text),
            .credentialsUnusable(let text), .addressInUse(let text), .cannotListen(let text),
            .noUpstreamClient(let text), .signInFailed(let text), .system(let text):
            "ccproxy-gateway: \(text)"
        }
    }
}
