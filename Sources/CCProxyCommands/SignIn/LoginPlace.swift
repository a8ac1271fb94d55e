import PlatformSupport
import ProxyModel

/// Where the person sits who signs in, as the environment tells: at this machine, or at the far end of an SSH session.
struct LoginPlace: Equatable {
    /// Whether this is the far end of an SSH session.
    let isRemote: Bool
    /// Whether a browser that is opened here can be seen.
    let hasBrowser: Bool
    private let environment: [String: String]
    private let user: String

    /// - Parameters:
    ///   - environment: the caller's.
    ///   - system: what this machine runs: macOS shows a browser without `DISPLAY`.
    ///   - user: who calls.
    init(_ environment: [String: String], system: Machine.System, user: String) {
        func isSet(_ name: String) -> Bool { environment[name]?.isEmpty == false }
        self.environment = environment
        self.user = user
        isRemote = SSHTunnel.isSession(environment)
        let hasDisplay = system == .darwin || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY")
        hasBrowser = hasDisplay && !isRemote
    }

    /// The command that brings a browser's callback from the person's machine to this one.
    func tunnel(from browserPort: UInt16, to listenerPort: UInt16) -> String {
        SSHTunnel.line(from: browserPort, to: listenerPort, environment, user: user)
    }
}
