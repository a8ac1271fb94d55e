/// Who is at the other end of a Unix socket, as the kernel noted it when the connection was made.
package struct PeerCredentials: Sendable, Hashable {
    /// The effective user.
    package let userID: UInt32
    /// The process; it may have ended since, and its number may have been given away.
    package let processID: Int32

    package init(userID: UInt32, processID: Int32) {
        self.userID = userID
        self.processID = processID
    }
}
