import Foundation
import HTTPTransport
import HTTPWire
import PlatformSupport
import TestSupport
import Testing

struct BlockingHTTPClientTests {
    /// Runs the server on this thread and the client, which blocks, on one of its own.
    private static func withServer<R: Sendable>(
        at address: SocketAddress = .ipv4(host: "127.0.0.1", port: 0),
        configuration: HTTPServerConfiguration = HTTPServerConfiguration(),
        makeHandler: @escaping @Sendable (EventLoop) -> HTTPHandler,
        client: @escaping @Sendable (SocketAddress) throws -> R
    ) throws -> R {
        try EventLoop.run { loop in
            let listener = try ListeningSocket.listen(on: address)
            let server = HTTPServer(listener, on: loop, configuration: configuration, handler: makeHandler(loop))
            return try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                let result = try await runOnThread { try client(server.localAddress) }
                group.cancelAll()
                return result
            }
        }
    }

    /// Runs something that blocks.
    private static func runOnThread<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try body() })
            }
        }
    }

    @Test func `exchanges over a Unix socket share a connection`() throws {
        try withTemporaryDirectory { directory in
            try Self.withServer(at: .unix(path: directory.path("s"))) { _ in
                { request, response in
                    let body = try await request.readBody(limit: 1 << 24)
                    try await response.respond(.ok, fields: ["x-host": request.fields[.host] ?? ""], body: body)
                }
            } client: { address in
                var client = BlockingHTTPClient(to: address)
                for size in [0, 1, 3_000_000] {
                    let body = Array(repeating: UInt8(0x78), count: size)
                    let response = try client.exchange(HTTPClientRequest(.post, "/", body: body), timeout: .seconds(20))
                    #expect(response.status == .ok)
                    #expect(response.fields["x-host"] == "localhost")
                    #expect(response.body == body)
                }
            }
        }
    }

    @Test func `a server that does not answer runs into the timeout`() throws {
        try Self.withServer { loop in
            { _, _ in try await loop.sleep(for: .seconds(3600)) }
        } client: { address in
            var client = BlockingHTTPClient(to: address)
            let start = ContinuousClock.now
            #expect(throws: HTTPTransportError.timedOut) {
                try client.exchange(HTTPClientRequest(.get, "/"), timeout: .milliseconds(20))
            }
            #expect(ContinuousClock.now - start >= .milliseconds(20))
        }
    }

    @Test func `nobody there is a failure to connect`() {
        var client = BlockingHTTPClient(to: .unix(path: "/nonexistent/control.sock"))
        let error = #expect(throws: HTTPTransportError.self) { try client.exchange(HTTPClientRequest(.get, "/")) }
        guard case .cannotConnect(let reason) = error else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(reason.isNotFound)
    }

    @Test func `events are handed on as they come until the caller has had enough`() throws {
        let probe = Probe()
        try Self.withServer { loop in
            { request, response in
                guard request.path == "/events" else { return try await response.respond(.notFound) }
                let body = try await response.start(.ok, fields: [.contentType: "text/event-stream"])
                do {
                    for number in 1... {
                        try await body.write("event: n\ndata: \(number)\n\n")
                        try await probe.wait(for: "\(number)", on: loop)
                    }
                } catch {
                    probe.note("client gone")
                    throw error
                }
            }
        } client: { address in
            var client = BlockingHTTPClient(to: address)
            let response = try client.events(HTTPClientRequest(.get, "/events")) { event in
                #expect(event.name == "n")
                probe.note(event.text)
                return event.text != "3"
            }
            #expect(response.status == .ok)
            #expect(probe.all.prefix(3) == ["1", "2", "3"])
            let missing = try client.events(HTTPClientRequest(.get, "/nothing")) { _ in true }
            #expect(missing.status == .notFound)
        }
    }

    @Test func `silence in the middle of a stream is noticed`() throws {
        try Self.withServer { loop in
            { _, response in
                let body = try await response.start(.ok)
                try await body.write("data: 1\n\n")
                try await loop.sleep(for: .seconds(3600))
            }
        } client: { address in
            var client = BlockingHTTPClient(to: address)
            #expect(throws: HTTPTransportError.timedOut) {
                try client.events(HTTPClientRequest(.get, "/"), silence: .milliseconds(20)) { _ in true }
            }
        }
    }

    @Test func `a kept connection that the server closes instead of answering is stale`() throws {
        try EventLoop.run { loop in
            let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            let address = listener.localAddress
            async let outcome = Self.runOnThread {
                var client = BlockingHTTPClient(to: address)
                let first = try client.exchange(HTTPClientRequest(.get, "/1"))
                #expect(throws: HTTPTransportError.staleConnection) {
                    try client.exchange(HTTPClientRequest(.get, "/2"))
                }
                let third = try client.exchange(HTTPClientRequest(.get, "/3"))
                return [first.text, third.text]
            }
            for number in [1, 3] {
                let peer = try await RawPeer(acceptingFrom: listener, on: loop)
                try await peer.receive { $0.hasSuffix("\r\n\r\n") }
                try await peer.send("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n\(number)")
                peer.forget()
                if number == 1 { try await peer.receive { $0.hasSuffix("\r\n\r\n") } }
            }
            let texts = try await outcome
            #expect(texts == ["1", "3"])
        }
    }

    @Test func `a body beyond the limit is refused`() throws {
        try Self.withServer { _ in
            { _, response in try await response.respond(.ok, body: Array(repeating: 0x78, count: 1_000)) }
        } client: { address in
            var client = BlockingHTTPClient(to: address)
            #expect(throws: HTTPTransportError.bodyTooLarge(limit: 999)) {
                try client.exchange(HTTPClientRequest(.get, "/"), bodyLimit: 999)
            }
            let response = try client.exchange(HTTPClientRequest(.get, "/"), bodyLimit: 1_000)
            #expect(response.body.count == 1_000)
        }
    }
}
