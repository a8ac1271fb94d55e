import PlatformSupport
import ProxyModel

/// How this system starts the daemon when the user logs in.
protocol Autostart {
    /// The file that says so.
    var file: String { get }
    /// What the file says.
    var text: String { get }
    /// What a command line calls the service.
    var name: String { get }

    /// Tells the system, and starts the daemon in its hands.
    ///
    /// - Parameter stopCurrent: ends the daemon that runs already, with its engines living on.
    /// - Returns: what there is to say about it.
    /// - Throws: `CommandFailure` when nothing will be started.
    func enable(_ stopCurrent: () throws(CommandFailure) -> Void) throws(CommandFailure) -> [String]

    /// Tells the system that it is over, before the file goes.
    ///
    /// - Returns: what there is to say about it.
    /// - Throws: `CommandFailure` when the system refuses.
    func disable() throws(CommandFailure) -> [String]

    /// Tells the system that the file is gone.
    func forget()
}

extension Autostart {
    /// Marks a file as ours.
    static var mark: String { "Written by 'ccproxy daemon install'; 'ccproxy daemon uninstall' removes it." }
}

/// The service that an installation describes.
struct AutostartService {
    let base: BaseDirectory
    let executable: String
    let startsAll: Bool
    let environment: [String: String]

    /// The command line of the service.
    var arguments: [String] {
        [executable, "--home", base.path, "daemon", "run"] + (startsAll ? ["--start-all"] : [])
    }

    var home: String { environment["HOME"] ?? Users.homeDirectory(of: CurrentProcess.userID) ?? "/" }

    /// The way of this system.
    func autostart() -> any Autostart {
        Machine.current.system == .darwin ? LaunchAgent(service: self) : SystemdUnit(service: self)
    }
}
