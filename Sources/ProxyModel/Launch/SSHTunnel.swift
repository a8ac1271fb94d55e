/// How somebody at the far end of an SSH session leads a port of their own machine to one of this.
package enum SSHTunnel {
    /// Whether the terminal is at the other end of an SSH connection: a browser opened here would show nothing there.
    package static func isSession(_ environment: [String: String]) -> Bool {
        ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"].contains { environment[$0]?.isEmpty == false }
    }

    /// The command to type on the other machine: it forwards, and opens no shell.
    ///
    /// - Parameters:
    ///   - port: the other machine's.
    ///   - target: this machine's.
    ///   - environment: the session's; without one the line has a word in the place of this machine's address.
    ///   - user: who calls, here.
    /// - Returns: one line.
    package static func line(
        from port: UInt16,
        to target: UInt16,
        _ environment: [String: String],
        user: String
    ) -> String {
        let session = SSHSession(environment)
        let option = session.map { $0.port == 22 ? "" : "-p \($0.port) " } ?? ""
        return "ssh -N -L \(port):127.0.0.1:\(target) \(option)\(user)@\(session?.host ?? "this-machine")"
    }
}
