package import PlatformSupport

/// What lives in the daemon beside the supervision and lets people look at it: the dashboard.
///
/// Everything happens on the daemon's loop.
package protocol DaemonGuest: Sendable {
    /// Listens on a port of loopback from now on, and on no other any more.
    ///
    /// - Throws: `SystemError` when that cannot be had; then it listens nowhere.
    func listen(on port: UInt16) throws(SystemError)

    /// The port on which it listens at this moment; nil while it does not, also because its listener has failed.
    var port: UInt16? { get }

    /// Answers whoever comes, until the task is cancelled.
    func serve() async
}

/// Makes the guest of a daemon, given what it may ask it for.
package typealias DaemonGuestMaker = @Sendable (DaemonHost) -> any DaemonGuest
