import PlatformSupport
import Testing

struct StreamSocketTests {
    private func receive(_ socket: CInt) throws -> [UInt8] {
        _ = try StreamSocket.wait(for: socket, forWriting: false, nanoseconds: 5_000_000_000)
        var buffer = [UInt8](repeating: 0, count: 100)
        let count = try buffer.withUnsafeMutableBytes { try StreamSocket.receive(from: socket, into: $0) }
        return Array(buffer[..<count])
    }

    private func send(_ bytes: [UInt8], to socket: CInt) throws -> Int {
        try bytes.withUnsafeBytes { try StreamSocket.send($0, to: socket) }
    }

    @Test func `nothing to receive would block and the end of the stream is zero bytes`() throws {
        let ends = try SocketPair()
        var buffer: [UInt8] = [0]
        let server = ends.server.raw
        let error = #expect(throws: SystemError.self) {
            try buffer.withUnsafeMutableBytes { try StreamSocket.receive(from: server, into: $0) }
        }
        #expect(error?.wouldBlock == true)
        #expect(try send([7], to: ends.client.raw) == 1)
        try StreamSocket.shutdownSend(ends.client.raw)
        #expect(try receive(ends.server.raw) == [7])
        #expect(try receive(ends.server.raw) == [])
        #expect(try send([8], to: ends.server.raw) == 1)
        #expect(try receive(ends.client.raw) == [8])
    }

    @Test func `two pieces are sent as one and either may be empty`() throws {
        let ends = try SocketPair()
        for (one, two) in [([1, 2], [3]), ([], [1, 2, 3]), ([1, 2, 3], [])] as [([UInt8], [UInt8])] {
            let sent = try one.withUnsafeBytes { one in
                try two.withUnsafeBytes { two in try StreamSocket.send(one, two, to: ends.client.raw) }
            }
            #expect(sent == 3)
            #expect(try receive(ends.server.raw) == [1, 2, 3])
        }
    }

    @Test func `sending to a peer that has gone is an error and no signal`() throws {
        let ends = try SocketPair()
        try StreamSocket.setResetOnClose(ends.server.raw)
        ends.server.close()
        let client = ends.client.raw
        let error = #expect(throws: SystemError.self) {
            _ = try StreamSocket.wait(for: client, forWriting: false, nanoseconds: 5_000_000_000)
            while true { _ = try send([1], to: client) }
        }
        #expect(error?.isDisconnected == true)
    }

    @Test func `waiting ends when the time has passed`() throws {
        let ends = try SocketPair()
        let start = MonotonicTime.now
        #expect(try !StreamSocket.wait(for: ends.server.raw, forWriting: false, nanoseconds: 3_000_000))
        #expect(start.nanoseconds(until: .now) >= 3_000_000)
        #expect(try StreamSocket.wait(for: ends.server.raw, forWriting: true, nanoseconds: 0))
    }

    @Test func `a refused connect says where`() throws {
        let address: SocketAddress
        do {
            let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            address = listener.localAddress
        }
        let error = #expect(throws: SystemError.self) {
            let socket = try StreamSocket.connect(to: address)
            _ = try StreamSocket.wait(for: socket.raw, forWriting: true, nanoseconds: nil)
            try StreamSocket.finishConnecting(socket.raw, to: address)
        }
        #expect(error?.isConnectionRefused == true)
        #expect(error?.description.hasPrefix("connect to \(address): ") == true)
    }
}
