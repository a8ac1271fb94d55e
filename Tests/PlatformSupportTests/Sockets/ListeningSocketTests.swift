import PlatformSupport
import TestSupport
import Testing

struct ListeningSocketTests {
    /// Connects and hands over three bytes in each direction.
    private func expectConversation(with listener: borrowing ListeningSocket, at address: SocketAddress) throws {
        let client = try StreamSocket.connect(to: address)
        #expect(try StreamSocket.wait(for: listener.descriptor, forWriting: false, nanoseconds: 5_000_000_000))
        let server = try #require(Descriptor(try listener.accept()))
        #expect(try StreamSocket.wait(for: client.raw, forWriting: true, nanoseconds: 5_000_000_000))
        try StreamSocket.finishConnecting(client.raw, to: address)
        for (from, to) in [(client.raw, server.raw), (server.raw, client.raw)] {
            #expect(try [1, 2, 3].withUnsafeBytes { try StreamSocket.send($0, to: from) } == 24)
            #expect(try StreamSocket.wait(for: to, forWriting: false, nanoseconds: 5_000_000_000))
            var buffer = [Int](repeating: 0, count: 3)
            #expect(try buffer.withUnsafeMutableBytes { try StreamSocket.receive(from: to, into: $0) } == 24)
            #expect(buffer == [1, 2, 3])
        }
    }

    /// What `#require` can hold: it wants copies.
    private final class Descriptor {
        private let owned: OwnedDescriptor
        let raw: CInt

        init?(_ owned: consuming OwnedDescriptor?) {
            guard let owned = consume owned else { return nil }
            raw = owned.raw
            self.owned = consume owned
        }
    }

    @Test(arguments: [SocketAddress.ipv4(host: "127.0.0.1", port: 0), .ipv6(host: "::1", port: 0)])
    func `the kernel chooses a port and connections go both ways`(address: SocketAddress) throws {
        let listener = try ListeningSocket.listen(on: address)
        #expect(try #require(listener.localAddress.port) > 0)
        #expect(Descriptor(try listener.accept()) == nil)
        try expectConversation(with: listener, at: listener.localAddress)
    }

    @Test func `a port that is taken is in use`() throws {
        let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
        let address = listener.localAddress
        let error = #expect(throws: SystemError.self) { _ = try ListeningSocket.listen(on: address) }
        #expect(error?.isAddressInUse == true)
        #expect(error?.description.contains(address.description) == true)
    }

    @Test(arguments: [0o600, 0o660, 0o777] as [UInt16])
    func `the file of a Unix socket has the mode that was asked for`(mode: UInt16) throws {
        try withTemporaryDirectory { folder in
            let listener = try ListeningSocket.listen(on: .unix(path: folder.path("s")), unixMode: mode)
            #expect(try FileSystem.info(folder.path("s"))?.mode == mode)
            try expectConversation(with: listener, at: .unix(path: folder.path("s")))
        }
    }

    @Test func `a file that exists is in use or is replaced in one step`() throws {
        try withTemporaryDirectory { folder in
            let address = SocketAddress.unix(path: folder.path("s"))
            _ = try ListeningSocket.listen(on: address)
            let error = #expect(throws: SystemError.self) { _ = try ListeningSocket.listen(on: address) }
            #expect(error?.isAddressInUse == true)
            let listener = try ListeningSocket.listen(on: address, replacesFile: true)
            #expect(try FileSystem.list(folder.path) == ["s"])
            try expectConversation(with: listener, at: address)
        }
    }

    @Test func `a directory that does not exist is named and nothing is left behind`() throws {
        try withTemporaryDirectory { folder in
            let path = folder.path("missing/s")
            for replaces in [false, true] {
                let error = #expect(throws: SystemError.self) {
                    _ = try ListeningSocket.listen(on: .unix(path: path), replacesFile: replaces)
                }
                #expect(error?.isNotFound == true)
                #expect(error?.description.contains(path) == true)
            }
            let left = try FileSystem.list(folder.path)
            #expect(left.isEmpty)
        }
    }

    @Test func `a path with a zero byte is refused instead of being cut there`() throws {
        try withTemporaryDirectory { folder in
            #expect(throws: SystemError.self) {
                _ = try ListeningSocket.listen(on: .unix(path: folder.path("s\u{0}x")))
            }
            let left = try FileSystem.list(folder.path)
            #expect(left.isEmpty)
        }
    }

    @Test(.enabled(if: FileSystem.isExecutable("/proc/self/fd")))
    func `a path longer than a socket address works where the system lets it`() throws {
        try withTemporaryDirectory { folder in
            let directory = folder.path(
                Array(repeating: String(repeating: "d", count: 100), count: 3).joined(separator: "/")
            )
            try FileSystem.createDirectory(directory, mode: 0o700)
            let address = SocketAddress.unix(path: directory + "/control.sock")
            let listener = try ListeningSocket.listen(on: address, replacesFile: true)
            #expect(try FileSystem.list(directory) == ["control.sock"])
            #expect(try FileSystem.info(directory + "/control.sock")?.mode == 0o600)
            try expectConversation(with: listener, at: address)
        }
    }

    @Test func `a socket file without a listener refuses`() throws {
        try withTemporaryDirectory { folder in
            let address = SocketAddress.unix(path: folder.path("s"))
            _ = try ListeningSocket.listen(on: address)
            let error = #expect(throws: SystemError.self) { _ = try StreamSocket.connect(to: address) }
            #expect(error?.isConnectionRefused == true)
        }
    }

    @Test func `the peer of a Unix socket is known and that of TCP is not`() throws {
        try withTemporaryDirectory { folder in
            let local = try ListeningSocket.listen(on: .unix(path: folder.path("s")))
            let client = try StreamSocket.connect(to: local.localAddress)
            let server = try #require(Descriptor(try local.accept()))
            let peer = StreamSocket.peerCredentials(of: server.raw)
            #expect(peer == PeerCredentials(userID: CurrentProcess.userID, processID: CurrentProcess.pid))
            #expect(try StreamSocket.peerAddress(of: server.raw) == nil)
            _ = client
            let remote = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            let other = try StreamSocket.connect(to: remote.localAddress)
            #expect(StreamSocket.peerCredentials(of: other.raw) == nil)
            #expect(try StreamSocket.peerAddress(of: other.raw) == remote.localAddress)
        }
    }
}
