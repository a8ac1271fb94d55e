@testable import PlatformSupport
import TestSupport
import Testing

struct StreamActivityTests {
    @Test func `what a server sends is counted, once it has arrived`() throws {
        let pair = try ConnectedPair()
        let before = try #require(StreamActivity.reading(localPort: pair.port))
        #expect(before.connections == 1)
        try Descriptor.writeAll(pair.server.raw, [UInt8](repeating: 1, count: 1000))
        try pair.readAtClient(1000)
        // The kernel counts what the other side has acknowledged, which it may put off.
        #expect(
            try eventually {
                let after = StreamActivity.reading(localPort: pair.port)
                return StreamActivity.hasSent(between: before, and: after) && (after?.bytes ?? 0) >= before.bytes + 1000
            }
        )
    }

    @Test func `what a server is sent does not count, nor does a connection more`() throws {
        let pair = try ConnectedPair()
        let before = try #require(StreamActivity.reading(localPort: pair.port))
        try Descriptor.writeAll(pair.client.raw, [UInt8](repeating: 1, count: 1000))
        let another = try StreamSocket.connect(to: pair.listener.localAddress)
        let accepted = try pair.acceptOne()
        #expect(try eventually { StreamActivity.reading(localPort: pair.port)?.connections == 2 })
        let after = StreamActivity.reading(localPort: pair.port)
        #expect(!StreamActivity.hasSent(between: before, and: after))
        withExtendedLifetime(another) {}
        withExtendedLifetime(accepted) {}
    }

    @Test func `a port without connections has sent nothing`() throws {
        let port = try #require(try LoopbackPorts.free(1).first)
        #expect(StreamActivity.reading(localPort: port) == StreamActivity(connections: 0, bytes: 0))
    }

    @Test func `without two readings nothing is known to have been sent`() {
        let reading = StreamActivity(connections: 1, bytes: 100)
        #expect(!StreamActivity.hasSent(between: nil, and: reading))
        #expect(!StreamActivity.hasSent(between: reading, and: nil))
        #expect(!StreamActivity.hasSent(between: reading, and: StreamActivity(connections: 0, bytes: 0)))
    }
}
