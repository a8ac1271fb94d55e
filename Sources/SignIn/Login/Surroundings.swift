internal import PlatformSupport

/// Where the person sits, as far as the environment tells.
struct Surroundings: Sendable {
    let environment: [String: String]

    /// Whether the terminal is at the other end of an SSH connection: a browser opened here would show nothing there.
    var isOverSSH: Bool {
        ["SSH_CONNECTION", "SSH_TTY"].contains { environment[$0]?.isEmpty == false }
    }

    /// Whether a browser opened here is seen by the person.
    var hasBrowser: Bool { !isOverSSH && Desktop.hasDisplay(environment: environment) }

    /// What to type on the machine with the browser, so that its port leads here.
    func forwardingLine(from remotePort: UInt16, to port: UInt16) -> String {
        let user = ["USER", "LOGNAME"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "user"
        // "client address, client port, server address, server port", as sshd(8) sets it.
        let connection = (environment["SSH_CONNECTION"] ?? "").split(separator: " ")
        let host = connection.count == 4 ? String(connection[2]) : "this-machine"
        let option = connection.count == 4 && connection[3] != "22" ? "-p \(connection[3]) " : ""
        return "ssh \(option)-L \(remotePort):127.0.0.1:\(port) \(user)@\(host)"
    }
}
