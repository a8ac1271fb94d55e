import Foundation
import PlatformSupport
import Testing

struct PollerTests {
    /// All events of one wait.
    private func events(_ poller: Poller, nanoseconds: Int64? = 5_000_000_000) throws -> [PollEvent] {
        var result: [PollEvent] = []
        try poller.wait(nanoseconds: nanoseconds) { result.append($0) }
        return result
    }

    private func send(_ count: Int, to socket: CInt) throws {
        _ = try [UInt8](repeating: 1, count: count).withUnsafeBytes { try StreamSocket.send($0, to: socket) }
    }

    @Test func `a descriptor is reported once for each time that it is asked for`() throws {
        let ends = try SocketPair()
        let poller = try Poller()
        try poller.add(ends.server.raw, token: 5, for: .read, trigger: .once)
        #expect(try events(poller, nanoseconds: 0).isEmpty)
        try send(1, to: ends.client.raw)
        let first = try events(poller)
        #expect(first.map(\.token) == [5])
        #expect(first.allSatisfy { $0.isReadable && !$0.isWritable && !$0.isPeerClosed })
        #expect(try events(poller, nanoseconds: 0).isEmpty)
        try poller.modify(ends.server.raw, token: 6, for: [.read, .write], trigger: .once)
        let second = try events(poller)
        #expect(Set(second.map(\.token)) == [6])
        #expect(second.contains { $0.isReadable } && second.contains { $0.isWritable })
    }

    @Test func `an edge is reported when something new has come and not before`() throws {
        let ends = try SocketPair()
        let poller = try Poller()
        try poller.add(ends.server.raw, token: 1, for: [.read, .write], trigger: .edge)
        #expect(try events(poller).contains { $0.isWritable })
        #expect(try events(poller, nanoseconds: 0).isEmpty)
        for _ in 1...2 {
            try send(1, to: ends.client.raw)
            #expect(try events(poller).contains { $0.isReadable })
            #expect(try events(poller, nanoseconds: 0).isEmpty)
        }
    }

    @Test func `a level is reported at every wait, until it is gone`() throws {
        let ends = try SocketPair()
        let poller = try Poller()
        try poller.add(ends.server.raw, token: 1, for: .read, trigger: .level)
        #expect(try events(poller, nanoseconds: 0).isEmpty)
        try send(1, to: ends.client.raw)
        for _ in 1...3 {
            let seen = try events(poller)
            #expect(seen.map(\.token) == [1] && seen.allSatisfy { $0.isReadable && !$0.isWritable })
        }
        var piece = [UInt8](repeating: 0, count: 8)
        _ = try piece.withUnsafeMutableBytes { try StreamSocket.receive(from: ends.server.raw, into: $0) }
        #expect(try events(poller, nanoseconds: 0).isEmpty)
        try poller.modify(ends.server.raw, token: 2, for: .write, trigger: .level)
        for _ in 1...2 {
            #expect(try events(poller).map(\.token) == [2])
        }
    }

    @Test func `the end of the peer is no level for whoever only writes`() throws {
        let ends = try SocketPair()
        let poller = try Poller()
        let piece = [UInt8](repeating: 1, count: 1 << 16)
        #expect(throws: SystemError.self) {
            while true { _ = try piece.withUnsafeBytes { try StreamSocket.send($0, to: ends.server.raw) } }
        }
        try poller.add(ends.server.raw, token: 1, for: .write, trigger: .level)
        try StreamSocket.shutdownSend(ends.client.raw)
        #expect(try events(poller, nanoseconds: 0).isEmpty)
        try poller.modify(ends.server.raw, token: 1, for: .read, trigger: .level)
        #expect(try events(poller).contains { $0.isReadable && $0.isPeerClosed })
    }

    @Test func `the end of the peer is reported in front of what it has sent`() throws {
        let ends = try SocketPair()
        let poller = try Poller()
        try poller.add(ends.server.raw, token: 1, for: [.read, .write], trigger: .edge)
        try send(1, to: ends.client.raw)
        try StreamSocket.shutdownSend(ends.client.raw)
        var seen: [PollEvent] = []
        while !seen.contains(where: \.isPeerClosed) { seen += try events(poller) }
        #expect(seen.contains { $0.isReadable })
    }

    @Test func `a descriptor that is no longer watched is silent`() throws {
        let ends = try SocketPair()
        let poller = try Poller()
        try poller.add(ends.server.raw, token: 1, for: .read, trigger: .once)
        poller.remove(ends.server.raw)
        try send(1, to: ends.client.raw)
        #expect(try events(poller, nanoseconds: 0).isEmpty)
    }

    @Test func `another thread wakes a wait that has no end`() throws {
        let poller = try Poller()
        Thread.detachNewThread { poller.wake() }
        #expect(try events(poller, nanoseconds: nil).isEmpty)
    }

    @Test func `a wake-up before the wait is not lost and many are one`() throws {
        let poller = try Poller()
        for _ in 1...3 {
            for _ in 1...5 { poller.wake() }
            #expect(try events(poller, nanoseconds: nil).isEmpty)
            let start = MonotonicTime.now
            #expect(try events(poller, nanoseconds: 1_000_000).isEmpty)
            #expect(start.nanoseconds(until: .now) >= 1_000_000)
        }
    }

    @Test(arguments: [0, 1_000, 300_000, 2_000_000] as [Int64])
    func `a timeout is kept to the nanosecond at its lower end`(nanoseconds: Int64) throws {
        let poller = try Poller()
        let start = MonotonicTime.now
        #expect(try events(poller, nanoseconds: nanoseconds).isEmpty)
        #expect(start.nanoseconds(until: .now) >= nanoseconds)
    }

    @Test func `what is not open cannot be watched`() throws {
        let poller = try Poller()
        #expect(throws: SystemError.self) { try poller.add(-1, token: 1, for: .read, trigger: .once) }
    }
}
