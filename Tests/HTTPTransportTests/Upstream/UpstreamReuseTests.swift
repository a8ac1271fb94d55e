import HTTPTransport
import HTTPWire
import PlatformSupport
import Testing

/// What one request leaves behind for the next: connections, handles, descriptors.
struct UpstreamReuseTests {
    private static let okay = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"

    @Test func `requests of every kind follow each other and none shows in the next`() throws {
        let large = String(repeating: "B", count: 70_000)
        let kinds: [(name: String, body: String, length: Bool)] = [
            ("POST", "one", true), ("POST", "", true), ("POST", "three", true), ("GET", "", false),
            ("POST", large, true), ("GET", "", false), ("PUT", "six", true), ("POST", "seven", true),
            ("HEAD", "", false), ("GET", "", false), ("GET", "with a body", true), ("POST", "", true),
            ("DELETE", "", false), ("POST", "the last", true),
        ]
        try withUpstream { upstream in
            // One connection only: another one would wait for an accept for ever.
            let peer = try await upstream.accept()
            for (number, kind) in kinds.enumerated() {
                let text = try await peer.receiveRequest()
                let length = kind.length ? "Content-Length: \(kind.body.utf8.count)\r\n" : ""
                let head = "\(kind.name) /\(number) HTTP/1.1\r\nHost: 127.0.0.1:\(upstream.port)\r\n\(length)\r\n"
                #expect(text == head + kind.body)
                try await peer.send(kind.name == "HEAD" ? "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n" : Self.okay)
            }
        } _: { client, upstream in
            for (number, kind) in kinds.enumerated() {
                let body: UpstreamBody = kind.body.isEmpty ? .none : .bytes(Array(kind.body.utf8))
                let method = try #require(HTTPMethod(validating: kind.name))
                let url = "\(upstream.url)/\(number)"
                let response = try await client.send(UpstreamRequest(method, url, body: body))
                let answer = try await response.collect(limit: 2)
                #expect(answer == (kind.name == "HEAD" ? [] : Array("ok".utf8)))
            }
        }
    }

    @Test func `what is to be sent once has a connection of its own, and is not sent again when that dies`() throws {
        try withUpstream { upstream in
            let kept = try await upstream.accept()
            _ = try await kept.receiveRequest()
            try await kept.send(Self.okay)
            let own = try await upstream.accept()
            #expect(try await own.receiveRequest().hasSuffix("\r\n\r\nonce"))
            own.close()
            // The first is still good, and used for what may go out twice; another connection would wait for ever.
            #expect(try await kept.receiveRequest().hasSuffix("\r\n\r\nbody"))
            try await kept.send(Self.okay)
        } _: { client, upstream in
            let usual = UpstreamRequest(.post, upstream.url + "/v1", body: .bytes(Array("body".utf8)))
            var once = usual
            once.body = .bytes(Array("once".utf8))
            once.isSentOnce = true
            let first = try await client.send(usual)
            #expect(try await first.collect(limit: 2) == Array("ok".utf8))
            let error = await upstreamError { () throws(UpstreamError) in _ = try await client.send(once) }
            #expect(error?.kind == .noResponse)
            let last = try await client.send(usual)
            #expect(try await last.collect(limit: 2) == Array("ok".utf8))
        }
    }

    @Test func `a request that fails leaves the next one a handle like new`() throws {
        try withUpstream { upstream in
            for answer in ["", "nonsense\r\n\r\n", Self.okay] {
                let peer = try await upstream.accept()
                let text = try await peer.receiveRequest()
                #expect(text.hasPrefix("POST /v1 HTTP/1.1\r\n") && text.hasSuffix("\r\n\r\nbody"))
                try await peer.send(answer)
                peer.close()
            }
        } _: { client, upstream in
            let request = UpstreamRequest(.post, upstream.url + "/v1", body: .bytes(Array("body".utf8)))
            var failures: [UpstreamError.Kind?] = []
            for _ in 0..<2 {
                let error = await upstreamError { () throws(UpstreamError) in _ = try await client.send(request) }
                failures.append(error?.kind)
            }
            #expect(failures == [.noResponse, .malformedResponse])
            let response = try await client.send(request)
            #expect(try await response.collect(limit: 2) == Array("ok".utf8))
        }
    }

    @Test func `a way through a proxy and the direct one do not mix`() throws {
        try withUpstream { upstream in
            let direct = try await upstream.accept()
            #expect(try await direct.receiveRequest().hasPrefix("GET /direct HTTP/1.1\r\n"))
            try await direct.send(Self.okay)
            let proxy = try await upstream.accept()
            #expect(try await proxy.receiveRequest().hasPrefix("GET http://upstream.invalid/proxied HTTP/1.1\r\n"))
            try await proxy.send(Self.okay)
            #expect(try await direct.receiveRequest().hasPrefix("GET /direct HTTP/1.1\r\n"))
            try await direct.send(Self.okay)
        } _: { client, upstream in
            let proxy = try UpstreamProxy(setting: "http://127.0.0.1:\(upstream.port)")
            for isDirect in [true, false, true] {
                let request =
                    isDirect
                    ? UpstreamRequest(.get, upstream.url + "/direct")
                    : UpstreamRequest(.get, "http://upstream.invalid/proxied", proxy: proxy)
                let response = try await client.send(request)
                #expect(try await response.collect(limit: 2) == Array("ok".utf8))
            }
        }
    }

    @Test func `the number of a socket that was closed is free for anybody's descriptor`() throws {
        try withUpstream { upstream in
            for _ in 0..<3 {
                let peer = try await upstream.accept()
                _ = try await peer.receiveRequest()
                try await peer.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf")
                try await peer.awaitEnd()
            }
        } _: { client, upstream in
            for _ in 0..<3 {
                let response = try await client.send(UpstreamRequest(.get, upstream.url))
                #expect(try await response.next() == Array("half".utf8))
                response.cancel()
                // The kernel gives out the lowest number that is free: one of these has the socket's.
                try await Self.usePipes(4, on: upstream.loop)
            }
        }
    }

    /// Makes pipes, and waits for each until it can be read.
    private static func usePipes(_ count: Int, on loop: EventLoop) async throws {
        guard count > 0 else { return }
        let pipe = try Pipe()
        try await usePipes(count - 1, on: loop)
        let descriptor = pipe.readEnd.raw
        async let wait: Void = loop.readable(descriptor)
        await loop.yield()
        try Descriptor.writeAll(pipe.writeEnd.raw, "x")
        try await wait
        _ = consume pipe
    }

    @Test func `an idle connection that the upstream ends, and the next one in its place`() throws {
        try withUpstream { upstream in
            for _ in 0..<20 {
                let peer = try await upstream.accept()
                for _ in 0..<2 {
                    _ = try await peer.receiveRequest()
                    try await peer.send(Self.okay)
                }
                peer.close()
            }
        } _: { client, upstream in
            for number in 0..<40 {
                let response = try await client.send(UpstreamRequest(.post, upstream.url, body: .bytes([0x78])))
                #expect(try await response.collect(limit: 2) == Array("ok".utf8))
                // Now and then the end of the connection is seen before the next request, now and then behind it.
                for _ in 0..<number % 4 { await upstream.loop.yield() }
            }
        }
    }
}
