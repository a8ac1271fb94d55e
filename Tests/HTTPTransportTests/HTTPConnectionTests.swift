import HTTPTransport
import HTTPWire
import PlatformSupport
import Testing

struct HTTPConnectionTests {
    /// Plays a server by hand: `script` gets each connection in turn.
    private static func withPeer<R: Sendable>(
        script: @escaping @Sendable (EventLoop, borrowing ListeningSocket) async throws -> Void,
        _ body: @escaping @Sendable (EventLoop, SocketAddress) async throws -> R
    ) throws -> R {
        try EventLoop.run { loop in
            let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            let address = listener.localAddress
            let owner = ListenerBox(listener)
            return try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await script(loop, owner.listener) }
                let result = try await body(loop, address)
                try await group.waitForAll()
                return result
            }
        }
    }

    private final class ListenerBox: Sendable {
        let listener: ListeningSocket

        init(_ listener: consuming ListeningSocket) {
            self.listener = listener
        }
    }

    private static let okay = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"

    @Test func `the request goes out with Host and Content-Length and what the caller adds`() throws {
        try Self.withPeer { loop, listener in
            let peer = try await RawPeer(acceptingFrom: listener, on: loop)
            let text = try await peer.receive { $0.hasSuffix("abc") }
            let expected =
                "POST /v1/x?y=z HTTP/1.1\r\nauthorization: Bearer k\r\nhost: \(listener.localAddress)\r\n"
                + "content-length: 3\r\n\r\nabc"
            #expect(text == expected)
            try await peer.send(Self.okay)
        } _: { loop, address in
            let request = HTTPClientRequest(
                .post,
                "/v1/x?y=z",
                fields: [.authorization: "Bearer k"],
                body: Array("abc".utf8)
            )
            let response = try await HTTPConnection(to: address, on: loop).exchange(request)
            #expect(response.text == "ok")
        }
    }

    @Test func `nobody there is a failure to connect`() throws {
        try EventLoop.run { loop in
            let address: SocketAddress
            do {
                let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
                address = listener.localAddress
            }
            let connection = HTTPConnection(to: address, on: loop)
            let error = await #expect(throws: HTTPTransportError.self) {
                try await connection.exchange(HTTPClientRequest(.get, "/"))
            }
            guard case .cannotConnect(let reason) = error else {
                return #expect(Bool(false), "\(String(describing: error))")
            }
            #expect(reason.isConnectionRefused)
            #expect(reason.description.contains("\(address)"))
        }
    }

    @Test func `a missing Unix socket is a failure to connect that says so`() throws {
        try EventLoop.run { loop in
            let connection = HTTPConnection(to: .unix(path: "/nonexistent/control.sock"), on: loop)
            let error = await #expect(throws: HTTPTransportError.self) {
                try await connection.exchange(HTTPClientRequest(.get, "/"))
            }
            guard case .cannotConnect(let reason) = error else {
                return #expect(Bool(false), "\(String(describing: error))")
            }
            #expect(reason.isNotFound)
        }
    }

    @Test func `a server that accepts and never answers runs into the deadline and loses the connection`() throws {
        try Self.withPeer { loop, listener in
            let peer = try await RawPeer(acceptingFrom: listener, on: loop)
            #expect(try await peer.receiveAll().hasPrefix("GET /healthz HTTP/1.1\r\n"))
        } _: { loop, address in
            let connection = HTTPConnection(to: address, on: loop)
            let start = ContinuousClock.now
            await #expect(throws: HTTPTransportError.timedOut) {
                try await connection.exchange(HTTPClientRequest(.get, "/healthz"), deadline: start + .milliseconds(30))
            }
            #expect(ContinuousClock.now - start >= .milliseconds(30))
            #expect(!connection.isConnected)
        }
    }

    @Test func `cancelling an exchange closes its connection`() throws {
        let probe = Probe()
        try Self.withPeer { loop, listener in
            let peer = try await RawPeer(acceptingFrom: listener, on: loop)
            try await peer.receive { $0.hasSuffix("\r\n\r\n") }
            probe.note("asked")
            try await peer.receiveAll()
        } _: { loop, address in
            await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    let connection = HTTPConnection(to: address, on: loop)
                    await #expect(throws: HTTPTransportError.cancelled) {
                        try await connection.exchange(HTTPClientRequest(.get, "/"))
                    }
                    #expect(!connection.isConnected)
                }
                try? await probe.wait(for: "asked", on: loop)
                group.cancelAll()
            }
        }
    }

    @Test func `a kept connection that the server closed while it was idle is replaced without a word`() throws {
        let probe = Probe()
        try Self.withPeer { loop, listener in
            for _ in 1...2 {
                let peer = try await RawPeer(acceptingFrom: listener, on: loop)
                try await peer.receive { $0.hasSuffix("\r\n\r\n") }
                try await peer.send(Self.okay)
                peer.close()
                probe.note("closed")
            }
        } _: { loop, address in
            let connection = HTTPConnection(to: address, on: loop)
            #expect(try await connection.exchange(HTTPClientRequest(.get, "/")).text == "ok")
            try await probe.wait(for: "closed", on: loop)
            while connection.isConnected { await loop.yield() }
            #expect(try await connection.exchange(HTTPClientRequest(.get, "/")).text == "ok")
        }
    }

    @Test func `a kept connection that the server closes instead of answering is stale and the next one works`() throws
    {
        try Self.withPeer { loop, listener in
            let first = try await RawPeer(acceptingFrom: listener, on: loop)
            try await first.receive { $0.hasSuffix("\r\n\r\n") }
            try await first.send(Self.okay)
            first.forget()
            try await first.receive { $0.hasSuffix("\r\n\r\n") }
            first.close()
            let second = try await RawPeer(acceptingFrom: listener, on: loop)
            try await second.receive { $0.hasSuffix("\r\n\r\n") }
            try await second.send(Self.okay)
        } _: { loop, address in
            let connection = HTTPConnection(to: address, on: loop)
            let response = try await connection.exchange(HTTPClientRequest(.get, "/"))
            #expect(response.text == "ok")
            await #expect(throws: HTTPTransportError.staleConnection) {
                try await connection.exchange(HTTPClientRequest(.get, "/"))
            }
            let next = try await connection.exchange(HTTPClientRequest(.get, "/"))
            #expect(next.text == "ok")
        }
    }

    @Test(arguments: [
        ("", HTTPTransportError.disconnected),
        ("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nab", .disconnected),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n", .disconnected),
        ("SSH-2.0-OpenSSH_9.6\r\n", .malformed(.malformedStartLine)),
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n\(String(repeating: "a", count: 100))",
            .bodyTooLarge(limit: 50)
        ),
    ])
    func `a broken answer is an error and ends the connection`(answer: String, error: HTTPTransportError) throws {
        try Self.withPeer { loop, listener in
            let peer = try await RawPeer(acceptingFrom: listener, on: loop)
            try await peer.receive { $0.hasSuffix("\r\n\r\n") }
            try await peer.send(answer)
        } _: { loop, address in
            let connection = HTTPConnection(to: address, on: loop)
            await #expect(throws: error) {
                try await connection.exchange(HTTPClientRequest(.get, "/"), bodyLimit: 50)
            }
            #expect(!connection.isConnected)
        }
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok", false),
        ("HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok", false),
        ("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok and more", false),
        (
            "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nx: y\r\n\r\n",
            true
        ),
    ])
    func `a connection is kept when the answer allows it`(answer: String, isKept: Bool) throws {
        try Self.withPeer { loop, listener in
            let peer = try await RawPeer(acceptingFrom: listener, on: loop)
            try await peer.receive { $0.hasSuffix("\r\n\r\n") }
            try await peer.send(answer)
            try await peer.receiveAll()
        } _: { loop, address in
            let connection = HTTPConnection(to: address, on: loop)
            let response = try await connection.exchange(HTTPClientRequest(.get, "/"))
            #expect(response.text == "ok")
            #expect(connection.isConnected == isKept)
            connection.close()
        }
    }

    @Test func `a body that is left in the middle closes the connection`() throws {
        try Self.withPeer { loop, listener in
            let peer = try await RawPeer(acceptingFrom: listener, on: loop)
            try await peer.receive { $0.hasSuffix("\r\n\r\n") }
            try await peer.send("HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\nsome")
            try await peer.receiveAll()
        } _: { loop, address in
            let connection = HTTPConnection(to: address, on: loop)
            let kept = try await connection.withResponse(to: HTTPClientRequest(.get, "/")) { head, body in
                #expect(head.status == .ok)
                for try await piece in body {
                    #expect(piece.elementsEqual("some".utf8))
                    break
                }
                return body
            }
            #expect(!connection.isConnected)
            await #expect(throws: HTTPTransportError.ended) { try await kept.collect(limit: 10) }
        }
    }

    @Test func `silence in the middle of a stream is noticed`() throws {
        try Self.withPeer { loop, listener in
            let peer = try await RawPeer(acceptingFrom: listener, on: loop)
            try await peer.receive { $0.hasSuffix("\r\n\r\n") }
            try await peer.send("HTTP/1.1 200 OK\r\n\r\n")
            try await peer.send("data: 1\n\n")
            try await peer.receiveAll()
        } _: { loop, address in
            let connection = HTTPConnection(to: address, on: loop)
            await #expect(throws: HTTPTransportError.timedOut) {
                try await connection.withResponse(
                    to: HTTPClientRequest(.get, "/"),
                    silence: .milliseconds(20)
                ) { _, body in
                    for try await event in body.events { #expect(event.text == "1") }
                }
            }
        }
    }

    @Test func `a second exchange at the same time is refused and does not disturb the first`() throws {
        try Self.withPeer { loop, listener in
            let peer = try await RawPeer(acceptingFrom: listener, on: loop)
            try await peer.receive { $0.hasSuffix("\r\n\r\n") }
            for _ in 1...20 { await loop.yield() }
            try await peer.send(Self.okay)
        } _: { loop, address in
            let connection = HTTPConnection(to: address, on: loop)
            async let first = connection.exchange(HTTPClientRequest(.get, "/1"))
            await loop.yield()
            await #expect(throws: HTTPTransportError.busy) {
                try await connection.exchange(HTTPClientRequest(.get, "/2"))
            }
            let response = try await first
            #expect(response.text == "ok")
        }
    }

    @Test func `a connection that is dropped is closed`() throws {
        try Self.withPeer { loop, listener in
            let peer = try await RawPeer(acceptingFrom: listener, on: loop)
            try await peer.receive { $0.hasSuffix("\r\n\r\n") }
            try await peer.send(Self.okay)
            try await peer.receiveAll()
        } _: { loop, address in
            _ = try await HTTPConnection(to: address, on: loop).exchange(HTTPClientRequest(.get, "/"))
        }
    }
}
