internal import PlatformSupport
internal import ProxyModel

/// Where the person sits, as far as the environment tells.
struct Surroundings: Sendable {
    let environment: [String: String]

    /// Whether the person sits at another machine.
    var isOverSSH: Bool { SSHTunnel.isSession(environment) }

    /// Whether a browser opened here is seen by the person.
    var hasBrowser: Bool { !isOverSSH && Desktop.hasDisplay(environment: environment) }

    /// What to type on the machine with the browser, so that its port leads here.
    func forwardingLine(from remotePort: UInt16, to port: UInt16) -> String {
        let user = ["USER", "LOGNAME"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "user"
        return SSHTunnel.line(from: remotePort, to: port, environment, user: user)
    }
}
