import PlatformSupport

/// Where the person sits who signs in, as the environment tells: at this machine, or at the far end of an SSH session.
struct LoginPlace: Equatable {
    /// Whether this is the far end of an SSH session.
    let isRemote: Bool
    /// Whether a browser that is opened here can be seen.
    let hasBrowser: Bool
    /// How this machine is reached from where the person sits: `-p 2222 me@10.0.0.5`.
    let destination: String

    /// - Parameters:
    ///   - environment: the caller's.
    ///   - system: what this machine runs: macOS shows a browser without `DISPLAY`.
    ///   - user: who calls.
    init(_ environment: [String: String], system: Machine.System, user: String) {
        func isSet(_ name: String) -> Bool { environment[name]?.isEmpty == false }
        isRemote = ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"].contains(where: isSet)
        let hasDisplay = system == .darwin || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY")
        hasBrowser = hasDisplay && !isRemote
        // sshd(8): the client's address and port, then the server's.
        let connection = (environment["SSH_CONNECTION"] ?? "").split(separator: " ")
        guard connection.count == 4 else {
            destination = "\(user)@<this-machine>"
            return
        }
        destination = (connection[3] == "22" ? "" : "-p \(connection[3]) ") + "\(user)@\(connection[2])"
    }

    /// The command that brings a browser's callback from the person's machine to this one.
    func tunnel(from browserPort: UInt16, to listenerPort: UInt16) -> String {
        "ssh -N -L \(browserPort):127.0.0.1:\(listenerPort) \(destination)"
    }
}
