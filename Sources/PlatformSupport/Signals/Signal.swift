#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The signals that we send, wait for or ignore.
///
/// Their numbers differ between systems.
package enum Signal: CaseIterable, Sendable {
    case terminate, kill, interrupt, hangup, quit
    case stop, `continue`
    case user1, user2
    case windowChange, child, pipe, fileSizeLimit
}

extension Signal: RawRepresentable {
    /// The signal with this number; nil for one that is not listed here.
    package init?(rawValue: Int32) {
        guard let signal = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = signal
    }

    /// The number of the signal in this system.
    package var rawValue: Int32 {
        switch self {
        case .terminate: SIGTERM
        case .kill: SIGKILL
        case .interrupt: SIGINT
        case .hangup: SIGHUP
        case .quit: SIGQUIT
        case .stop: SIGSTOP
        case .continue: SIGCONT
        case .user1: SIGUSR1
        case .user2: SIGUSR2
        case .windowChange: SIGWINCH
        case .child: SIGCHLD
        case .pipe: SIGPIPE
        case .fileSizeLimit: SIGXFSZ
        }
    }
}

extension Signal: CustomStringConvertible {
    /// The name as in signal(7): `"SIGTERM"`.
    package var description: String { Self.name(of: rawValue) }

    /// The name of any signal number, `"signal 64"` for one that has none.
    package static func name(of number: Int32) -> String {
        switch number {
        case SIGABRT: "SIGABRT"
        case SIGALRM: "SIGALRM"
        case SIGBUS: "SIGBUS"
        case SIGCHLD: "SIGCHLD"
        case SIGCONT: "SIGCONT"
        case SIGFPE: "SIGFPE"
        case SIGHUP: "SIGHUP"
        case SIGILL: "SIGILL"
        case SIGINT: "SIGINT"
        case SIGKILL: "SIGKILL"
        case SIGPIPE: "SIGPIPE"
        case SIGPROF: "SIGPROF"
        case SIGQUIT: "SIGQUIT"
        case SIGSEGV: "SIGSEGV"
        case SIGSTOP: "SIGSTOP"
        case SIGSYS: "SIGSYS"
        case SIGTERM: "SIGTERM"
        case SIGTRAP: "SIGTRAP"
        case SIGTSTP: "SIGTSTP"
        case SIGTTIN: "SIGTTIN"
        case SIGTTOU: "SIGTTOU"
        case SIGUSR1: "SIGUSR1"
        case SIGUSR2: "SIGUSR2"
        case SIGVTALRM: "SIGVTALRM"
        case SIGWINCH: "SIGWINCH"
        case SIGXCPU: "SIGXCPU"
        case SIGXFSZ: "SIGXFSZ"
        default: "signal \(number)"
        }
    }
}
