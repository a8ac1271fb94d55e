import ProxyModel

/// The way that somebody came to this machine over SSH, and can bring ports along.
struct SSHRoute: Equatable {
    let user: String
    /// The address of this machine that they connected to, or its name where nobody has told.
    let host: String
    let port: UInt16
    /// What this machine calls itself.
    let hostName: String

    /// The way of the session that the environment belongs to; nil when it belongs to none.
    init?(session environment: [String: String], user: String?, hostName: String) {
        guard let session = SSHSession(environment) else { return nil }
        self.init(user: user, host: session.host, port: session.port, hostName: hostName)
    }

    /// The way for somebody who comes later: to this machine by its name.
    init(user: String?, hostName: String) {
        self.init(user: user, host: hostName, port: 22, hostName: hostName)
    }

    private init(user: String?, host: String, port: UInt16, hostName: String) {
        self.user = user ?? "user"
        self.host = host
        self.port = port
        self.hostName = hostName
    }

    /// The one line that forwards everything, to be typed on the browser's machine.
    func command(_ forwards: [PortForward]) -> String {
        let options = forwards.map { "-L \(ShellWords.quoted($0.option))" }.joined(separator: " ")
        let port = port == 22 ? "" : " -p \(port)"
        return "ssh -N \(options)\(port) \(ShellWords.quoted("\(user)@\(host)"))"
    }

    /// A block for `~/.ssh/config` of the browser's machine.
    func configuration(_ forwards: [PortForward]) -> [String] {
        let name = hostName.split(separator: ".").first.map(String.init) ?? hostName
        let lines = ["HostName \(host)", "User \(user)"] + (port == 22 ? [] : ["Port \(port)"])
        return ["Host \(name)-ccproxy"]
            + (lines + ["ExitOnForwardFailure yes"] + forwards.map(\.directive)).map { "    \($0)" }
    }
}
