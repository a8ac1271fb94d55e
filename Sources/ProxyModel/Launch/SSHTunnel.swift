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
        // "client address, client port, server address, server port", as sshd(8) sets it.
        let connection = environment["SSH_CONNECTION", default: ""].split(separator: " ")
        let host = connection.count == 4 ? String(connection[2]) : "this-machine"
        let option = connection.count == 4 && connection[3] != "22" ? "-p \(connection[3]) " : ""
        return "ssh -N -L \(port):127.0.0.1:\(target) \(option)\(user)@\(host)"
    }
}
