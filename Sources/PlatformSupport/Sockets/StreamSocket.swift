import CPlatform

/// The calls on a stream socket, TCP or Unix: always non-blocking, close-on-exec, and never raising SIGPIPE.
///
/// Functions on raw descriptors, because who owns a descriptor differs: a listener, an event loop, a blocking client.
package enum StreamSocket {
    /// Makes a socket for `address` and starts to connect it.
    ///
    /// - Returns: the socket, to be asked with `finishConnecting` once it is writable (which it is at once for a
    ///   Unix socket).
    /// - Throws: among others `wouldBlock` for a Unix socket whose listener has no room right now; try again later.
    package static func connect(to address: SocketAddress) throws(SystemError) -> OwnedDescriptor {
        let raw = try RawAddress(address)
        let descriptor = OwnedDescriptor(owning: withUnsafePointer(to: raw.value) { ccproxy_stream_socket($0) })
        try check(descriptor.raw, "make a socket for \(address)")
        if address.port != nil {
            // Without it, a request that is sent in two parts waits for an acknowledgement in between.
            _ = ccproxy_set_no_delay(descriptor.raw)
        }
        let status = withUnsafePointer(to: raw.value) { ccproxy_connect(descriptor.raw, $0) }
        let error = SystemError("connect to \(address)", code: -status)
        guard status == 0 || error.isInProgress || error.isInterrupted else { throw error }
        return descriptor
    }

    /// Says how a connect has ended, once the socket has become writable.
    package static func finishConnecting(_ socket: CInt, to address: SocketAddress) throws(SystemError) {
        try check(ccproxy_socket_error(socket), "connect to \(address)")
    }

    /// Receives what is there into `buffer`.
    ///
    /// - Returns: how many bytes; 0 when the peer has ended the stream.
    /// - Throws: `wouldBlock` when nothing is there yet.
    package static func receive(
        from socket: CInt,
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(SystemError) -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        let count = ccproxy_receive(socket, base, buffer.count)
        guard count >= 0 else { throw SystemError("receive", code: CInt(truncatingIfNeeded: -count)) }
        return Int(count)
    }

    /// Sends as much of `bytes` as there is room for.
    ///
    /// - Returns: how many bytes were taken.
    /// - Throws: `wouldBlock` when there is no room at all, `isDisconnected` when the peer has gone.
    package static func send(_ bytes: UnsafeRawBufferPointer, to socket: CInt) throws(SystemError) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        let count = ccproxy_send(socket, base, bytes.count)
        guard count >= 0 else { throw SystemError("send", code: CInt(truncatingIfNeeded: -count)) }
        return Int(count)
    }

    /// Sends two pieces as one, as far as there is room; otherwise like `send(_:to:)`.
    package static func send(
        _ first: UnsafeRawBufferPointer,
        _ second: UnsafeRawBufferPointer,
        to socket: CInt
    ) throws(SystemError) -> Int {
        guard let one = first.baseAddress else { return try send(second, to: socket) }
        guard let two = second.baseAddress else { return try send(first, to: socket) }
        let count = ccproxy_send_two(socket, one, first.count, two, second.count)
        guard count >= 0 else { throw SystemError("send", code: CInt(truncatingIfNeeded: -count)) }
        return Int(count)
    }

    /// Ends our side of the stream; the peer reads its end behind what was sent.
    package static func shutdownSend(_ socket: CInt) throws(SystemError) {
        try check(ccproxy_shutdown_send(socket), "shut down")
    }

    /// Makes closing a TCP socket reset the connection: whatever is in flight is dropped.
    package static func setResetOnClose(_ socket: CInt) throws(SystemError) {
        try check(ccproxy_set_reset_on_close(socket), "set linger")
    }

    /// Waits until the socket can be read from or written to.
    ///
    /// For programs without an event loop.
    ///
    /// - Parameters:
    ///   - socket: any descriptor.
    ///   - forWriting: waits for room to send instead of something to receive.
    ///   - nanoseconds: how long at most; nil waits for ever.
    /// - Returns: false when the time has passed.
    /// - Throws: when the descriptor cannot be waited for at all.
    package static func wait(
        for socket: CInt,
        forWriting: Bool,
        nanoseconds: Int64?
    ) throws(SystemError) -> Bool {
        let limit = nanoseconds.map { MonotonicTime.now.advanced(byNanoseconds: max(0, $0)) }
        while true {
            let rest = limit.map { max(0, MonotonicTime.now.nanoseconds(until: $0)) } ?? -1
            let status = ccproxy_wait_for(socket, forWriting ? 1 : 0, rest)
            let error = SystemError("wait for a socket", code: -status)
            if status >= 0 { return status > 0 }
            guard error.isInterrupted else { throw error }
        }
    }

    /// The address that the socket is bound to; nil for a Unix socket without a name.
    package static func localAddress(of socket: CInt) throws(SystemError) -> SocketAddress? {
        var raw = RawAddress()
        try check(ccproxy_local_address(socket, &raw.value), "get a socket's own address")
        return raw.address
    }

    /// The address of the other end; nil for a Unix socket without a name, as clients' are.
    package static func peerAddress(of socket: CInt) throws(SystemError) -> SocketAddress? {
        var raw = RawAddress()
        try check(ccproxy_peer_address(socket, &raw.value), "get a peer's address")
        return raw.address
    }

    /// Who is at the other end of a Unix socket; nil for TCP, where the kernel does not know.
    package static func peerCredentials(of socket: CInt) -> PeerCredentials? {
        var user: UInt32 = 0
        var process: Int32 = 0
        guard ccproxy_peer_credentials(socket, &user, &process) == 0, process > 0 else { return nil }
        return PeerCredentials(userID: user, processID: process)
    }

    static func check(_ status: CInt, _ operation: @autoclosure () -> String) throws(SystemError) {
        guard status < 0 else { return }
        throw SystemError(operation(), code: -status)
    }
}
