/// What has happened to one descriptor.
package struct PollEvent: Sendable {
    /// What the descriptor was added with.
    package let token: UInt64
    /// Reading will not block: there are bytes, the end of the stream, or an error to be read.
    package let isReadable: Bool
    /// Writing will not block.
    package let isWritable: Bool
    /// The peer has ended its side or is gone; bytes may still wait to be read.
    package let isPeerClosed: Bool

    package init(token: UInt64, isReadable: Bool, isWritable: Bool, isPeerClosed: Bool) {
        self.token = token
        self.isReadable = isReadable
        self.isWritable = isWritable
        self.isPeerClosed = isPeerClosed
    }
}
