#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What a service manager is told about the state of a service (sd_notify(3)), without its library.
package enum ServiceNotice {
    /// The variable in which systemd says where it listens; launchd does not want to know.
    package static let variable = "NOTIFY_SOCKET"

    /// Tells it, where somebody listens.
    ///
    /// Nobody listening, or a manager that has gone, is no failure: the service goes on all the same.
    ///
    /// - Parameters:
    ///   - state: lines of `NAME=value`, such as `READY=1`.
    ///   - environment: the service's.
    package static func send(_ state: String, environment: [String: String]) {
        guard let path = environment[variable], path.hasPrefix("/") || path.hasPrefix("@"),
            let socket = DatagramSocket()
        else { return }
        socket.send(Array(state.utf8), to: path)
    }
}
