import PlatformSupport
import TestSupport

/// A user who is not the one that runs the tests; only root can be somebody else.
struct OtherUser {
    /// What a command line begins with to be run as `nobody` (setpriv(1), util-linux).
    let prefix: [String]

    private static let setpriv = "/usr/bin/setpriv"

    /// Nobody, where that can be: the built programs have to be within nobody's reach as well.
    static let nobody: OtherUser? = {
        guard CurrentProcess.isRoot, FileSystem.isExecutable(setpriv),
            let program = try? BuiltProducts.path(of: "ccproxy")
        else { return nil }
        let user = OtherUser(prefix: [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups"])
        let trial = try? RunningCommand(
            executable: user.prefix[0],
            arguments: Array(user.prefix.dropFirst()) + [program, "--version"],
            environment: [:],
            directory: "/"
        )
        return (try? trial?.wait().status) == .exited(code: 0) ? user : nil
    }()
}
