/// How much a server has sent over its connections so far, as the kernel counts it.
package struct StreamActivity: Hashable, Sendable {
    /// Established connections.
    package let connections: Int
    /// Bytes sent and acknowledged, over all of them.
    package let bytes: UInt64

    /// Whether the server has sent anything between two readings.
    ///
    /// What it was sent does not count, since a kernel receives for a server that is wedged as well; nor does a new
    /// connection, whose opening the kernel counts as one byte.
    package static func hasSent(between before: StreamActivity?, and after: StreamActivity?) -> Bool {
        guard let before, let after else { return false }
        return after.bytes > before.bytes + UInt64(max(0, after.connections - before.connections))
    }
}
