import CPlatform

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A socket that accepts connections, closed when the value dies.
///
/// The file of a Unix socket is left behind then: whoever made it knows when nobody needs it any more.
package struct ListeningSocket: ~Copyable, Sendable {
    /// Becomes readable when a connection waits.
    package let descriptor: CInt
    /// Where it listens, with the port that the kernel has chosen.
    package let localAddress: SocketAddress
    private let owned: OwnedDescriptor

    private init(_ owned: consuming OwnedDescriptor, at address: SocketAddress) {
        descriptor = owned.raw
        self.owned = owned
        localAddress = address
    }

    /// Listens on an address.
    ///
    /// - Parameters:
    ///   - address: where; port 0 lets the kernel choose.
    ///   - backlog: how many connections may wait to be accepted.
    ///   - unixMode: the permission bits of a Unix socket's file, whatever the umask.
    ///   - replacesFile: what to do when the file of a Unix socket exists already: true puts ours in its place in one
    ///     step, so that no client ever finds none; only for whoever knows that nobody else listens there. False
    ///     throws `isAddressInUse`.
    /// - Returns: the socket, already listening.
    /// - Throws: `isAddressInUse` when somebody listens there, and whatever else keeps us from it.
    package static func listen(
        on address: SocketAddress,
        backlog: CInt = 4096,
        unixMode: UInt16 = 0o600,
        replacesFile: Bool = false
    ) throws(SystemError) -> ListeningSocket {
        switch address {
        case .unix(let path):
            try listen(atPath: path, backlog: backlog, mode: unixMode, replacesFile: replacesFile)
        case .ipv4, .ipv6:
            try listen(onPortOf: address, backlog: backlog)
        }
    }

    /// Accepts a connection that waits.
    ///
    /// - Returns: nil when none does.
    /// - Throws: `isOutOfResources` when there is no descriptor left for it; the connection then still waits.
    package borrowing func accept() throws(SystemError) -> OwnedDescriptor? {
        while true {
            let socket = ccproxy_accept(descriptor)
            guard socket < 0 else { return OwnedDescriptor(owning: socket) }
            let error = SystemError("accept on \(localAddress)", code: -socket)
            if error.wouldBlock { return nil }
            // Errors that belong to the connection and not to the listener, accept(2): it is gone, take the next.
            guard [ECONNABORTED, EPROTO, ENETDOWN, EHOSTDOWN, EHOSTUNREACH, ENETUNREACH].contains(-socket) else {
                throw error
            }
        }
    }

    private static func listen(
        onPortOf address: SocketAddress,
        backlog: CInt
    ) throws(SystemError) -> ListeningSocket {
        let raw = try RawAddress(address)
        let owned = try makeSocket(raw, for: address)
        var isIPv6: CInt = 0
        if case .ipv6 = address { isIPv6 = 1 }
        try StreamSocket.check(ccproxy_set_listener_options(owned.raw, isIPv6), "set up a listener on \(address)")
        // Accepted sockets inherit both; set here, they cost nothing for each connection.
        try StreamSocket.check(ccproxy_set_no_delay(owned.raw), "set up a listener on \(address)")
        try StreamSocket.check(ccproxy_set_keep_alive(owned.raw), "set up a listener on \(address)")
        try bind(owned.raw, raw, for: address)
        try StreamSocket.check(ccproxy_listen(owned.raw, backlog), "listen on \(address)")
        let local = try StreamSocket.localAddress(of: owned.raw)
        return ListeningSocket(owned, at: local ?? address)
    }

    private static func listen(
        atPath path: String,
        backlog: CInt,
        mode: UInt16,
        replacesFile: Bool
    ) throws(SystemError) -> ListeningSocket {
        let address = SocketAddress.unix(path: path)
        // No longer than the final name, as a rule: the path of a socket may not be long, above all on Darwin.
        let place = replacesFile ? Paths.join(Paths.parent(of: path), ".\(getpid())") : path
        let raw = try RawAddress(.unix(path: place))
        let owned = try makeSocket(raw, for: address)
        try StreamSocket.check(ccproxy_set_socket_mode(owned.raw, UInt32(mode)), "set the mode of \(path)")
        if replacesFile { unlink(place) }
        try bind(owned.raw, raw, for: address)
        do throws(SystemError) {
            // Exact whatever the umask took away; the mode set before bind only ever granted less.
            guard chmod(place, mode_t(mode)) == 0 else { throw SystemError.last("set the mode of \(path)") }
            try StreamSocket.check(ccproxy_listen(owned.raw, backlog), "listen on \(address)")
            guard place == path || rename(place, path) == 0 else { throw SystemError.last("put \(path) in place") }
        } catch {
            unlink(place)
            throw error
        }
        return ListeningSocket(owned, at: address)
    }

    private static func makeSocket(
        _ raw: borrowing RawAddress,
        for address: SocketAddress
    ) throws(SystemError) -> OwnedDescriptor {
        let socket = withUnsafePointer(to: raw.value) { ccproxy_stream_socket($0) }
        try StreamSocket.check(socket, "make a socket for \(address)")
        return OwnedDescriptor(owning: socket)
    }

    private static func bind(
        _ socket: CInt,
        _ raw: borrowing RawAddress,
        for address: SocketAddress
    ) throws(SystemError) {
        let status = withUnsafePointer(to: raw.value) { ccproxy_bind(socket, $0) }
        try StreamSocket.check(status, "listen on \(address)")
    }
}
