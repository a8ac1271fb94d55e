import PlatformSupport

/// A task that waits for a descriptor that is not one of the loop's sockets: a process, a signal, a watched file.
struct DescriptorWait {
    let id: UInt64
    let interest: PollInterest
    /// Resumed with whether the wait was cancelled.
    let continuation: UnsafeContinuation<Bool, Never>

    private static let mark: UInt64 = 1 << 63

    /// The poller's token of a descriptor that is waited for.
    static func token(of descriptor: CInt) -> UInt64 {
        mark | UInt64(UInt32(bitPattern: descriptor))
    }

    /// The descriptor behind a token; nil for the token of a socket.
    static func descriptor(of token: UInt64) -> CInt? {
        token & mark == 0 ? nil : CInt(truncatingIfNeeded: token & ~mark)
    }
}
