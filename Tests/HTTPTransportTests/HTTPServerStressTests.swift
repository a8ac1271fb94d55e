import HTTPTransport
import HTTPWire
import PlatformSupport
import TestSupport
import Testing

/// Clients that do everything wrong at the worst moment leave nothing behind.
struct HTTPServerStressTests {
    private static func handler(_ loop: EventLoop) -> HTTPHandler {
        { request, response in
            switch request.path {
            case "/stream":
                let body = try await response.start(.ok)
                for _ in 0..<50 {
                    try await body.write(Array(repeating: 0x78, count: 20_000))
                    await loop.yield()
                }
                try await body.finish()
            case "/wait":
                try await loop.sleep(for: .seconds(3600))
            case "/throw":
                throw HTTPTransportError.ended
            case "/ignore":
                try await response.respond(.ok)
            default:
                let body = try await request.readBody(limit: 100_000)
                try await response.respond(.ok, body: body)
            }
        }
    }

    private static func requests(_ generator: inout SeededGenerator) -> [UInt8] {
        let paths = ["/stream", "/wait", "/throw", "/ignore", "/echo", "/echo"]
        var text = ""
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let path = paths.randomElement(using: &generator) ?? "/"
            let body = String(repeating: "b", count: Int.random(in: 0...3_000, using: &generator))
            if Bool.random(using: &generator) {
                text += "POST \(path) HTTP/1.1\r\nhost: h\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
            } else {
                let size = String(body.utf8.count + 1, radix: 16)
                text += "PUT \(path) HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n"
                text += "\(size)\r\n\(body)+\r\n0\r\n\r\n"
            }
        }
        var bytes = Array(text.utf8)
        if Int.random(in: 0...3, using: &generator) == 0 {
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        return bytes
    }

    /// One client that goes away after a random part of its conversation, in a random way.
    private static func misbehave(
        towards address: SocketAddress,
        on loop: EventLoop,
        seed: UInt64
    ) async throws {
        var generator = SeededGenerator(seed: seed)
        let peer = try await RawPeer(to: address, on: loop)
        var rest = requests(&generator)[...]
        let end = Int.random(in: 0...rest.count, using: &generator)
        rest = rest.prefix(end)
        while !rest.isEmpty, !peer.isEnded {
            let piece = rest.prefix(Int.random(in: 1...2_000, using: &generator))
            rest = rest.dropFirst(max(1, peer.sendOnce(piece)))
            for _ in 0..<Int.random(in: 0...3, using: &generator) { await loop.yield() }
            if Bool.random(using: &generator) { try peer.receiveIfReady() }
        }
        switch Int.random(in: 0...2, using: &generator) {
        case 0: try? peer.reset()
        case 1: try? peer.endSending()
        default: peer.close()
        }
    }

    @Test(arguments: RandomSeeds.fresh(2))
    func `clients that vanish at any point leave no connection and no task behind`(seed: UInt64) throws {
        try withServer(makeHandler: Self.handler) { loop, server in
            var generator = SeededGenerator(seed: seed)
            for _ in 0..<10 {
                let seeds = (0..<30).map { _ in generator.next() }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for seed in seeds {
                        group.addTask { try await Self.misbehave(towards: server.localAddress, on: loop, seed: seed) }
                    }
                    try await group.waitForAll()
                }
            }
            // Every client has gone: the loop has only to come to it.
            let deadline = ContinuousClock.now + .seconds(60)
            while server.connectionCount > 0, ContinuousClock.now < deadline { await loop.yield() }
            #expect(server.connectionCount == 0, "seed \(seed)")
            let connection = HTTPConnection(to: server.localAddress, on: loop)
            let response = try await connection.exchange(HTTPClientRequest(.post, "/echo", body: Array("here".utf8)))
            #expect(response.text == "here", "seed \(seed)")
        }
    }
}
