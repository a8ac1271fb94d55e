/// How a process has ended.
package enum ExitStatus: Hashable, Sendable, CustomStringConvertible {
    /// By itself, with this status.
    case exited(code: Int32)

    /// Killed by the signal with this number.
    case signalled(Int32)

    /// `"exit status 3"`, `"killed by SIGKILL (9)"`.
    package var description: String {
        switch self {
        case .exited(let code): "exit status \(code)"
        case .signalled(let number): "killed by \(Signal.name(of: number)) (\(number))"
        }
    }

    /// Whether it ended by itself with status 0.
    package var isSuccess: Bool { self == .exited(code: 0) }

    /// The status that a shell would report: 128 and the signal's number for one that was killed.
    package var shellCode: Int32 {
        switch self {
        case .exited(let code): code
        case .signalled(let number): 128 + number
        }
    }
}
