import HTTPTransport
import HTTPWire
import PlatformSupport
import Testing

struct HTTPServerLifecycleTests {
    private static func configuration(_ change: (inout HTTPServerConfiguration) -> Void) -> HTTPServerConfiguration {
        var configuration = HTTPServerConfiguration()
        change(&configuration)
        return configuration
    }

    @Test func `a connection without a request is closed in silence`() throws {
        let configuration = Self.configuration { $0.idleTimeout = .milliseconds(20) }
        try withServer(configuration: configuration, handler: HTTPServerTests.echo) { loop, server in
            let fresh = try await RawPeer(to: server.localAddress, on: loop)
            #expect(try await fresh.receiveAll() == "")
            let used = try await RawPeer(to: server.localAddress, on: loop)
            try await used.send("GET / HTTP/1.1\r\nhost: h\r\n\r\n")
            #expect(try await used.receiveAll().hasSuffix("GET / "))
        }
    }

    @Test func `a head that does not come to its end is answered with 408`() throws {
        let configuration = Self.configuration {
            $0.headTimeout = .milliseconds(20)
            $0.idleTimeout = .seconds(3600)
        }
        try withServer(configuration: configuration, handler: HTTPServerTests.echo) { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            try await peer.send("GET / HTTP/1.1\r\nhos")
            #expect(try await peer.receiveAll().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        }
    }

    @Test func `a trickle of bytes does not prolong the time for a head`() throws {
        let configuration = Self.configuration { $0.headTimeout = .milliseconds(50) }
        try withServer(configuration: configuration, handler: HTTPServerTests.echo) { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            try await peer.send("GET / HTTP/1.1\r\nx: ")
            let start = ContinuousClock.now
            while !peer.isEnded {
                _ = peer.sendOnce([0x61])
                try await loop.sleep(for: .milliseconds(5))
                try peer.receiveIfReady()
            }
            #expect(ContinuousClock.now - start < .seconds(5))
            #expect(peer.text.hasPrefix("HTTP/1.1 408 "))
        }
    }

    @Test func `a body that stops coming is answered with 408`() throws {
        let configuration = Self.configuration { $0.bodyTimeout = .milliseconds(20) }
        try withServer(configuration: configuration, handler: HTTPServerTests.echo) { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            try await peer.send("POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 10\r\n\r\nabc")
            #expect(try await peer.receiveAll().hasPrefix("HTTP/1.1 408 "))
        }
    }

    @Test func `a client that takes nothing of its response is given up`() throws {
        let configuration = Self.configuration { $0.writeTimeout = .milliseconds(20) }
        let probe = Probe()
        try withServer(configuration: configuration) { _, response in
            let body = try await response.start(.ok)
            do {
                while true { try await body.write(Array(repeating: 0x78, count: 100_000)) }
            } catch {
                probe.note("\(error)")
                throw error
            }
        } _: { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            try await peer.send("GET / HTTP/1.1\r\nhost: h\r\n\r\n")
            try await probe.wait(for: "\(HTTPTransportError.timedOut)", on: loop)
            while server.connectionCount > 0 { await loop.yield() }
        }
    }

    @Test func `a client that waits for 100 Continue gets it when the body is read`() throws {
        try withServer(handler: HTTPServerTests.echo) { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            try await peer.send("PUT / HTTP/1.1\r\nhost: h\r\ncontent-length: 3\r\nexpect: 100-continue\r\n\r\n")
            #expect(try await peer.receive { $0.hasSuffix("\r\n\r\n") } == "HTTP/1.1 100 Continue\r\n\r\n")
            try await peer.send("abc")
            try await peer.receive { $0.hasSuffix("PUT / abc") }
            peer.forget()
            try await peer.send("GET /next HTTP/1.1\r\nhost: h\r\n\r\n")
            try await peer.receive { $0.hasSuffix("GET /next ") }
        }
    }

    @Test func `a refusal without reading the body sends no 100 Continue and ends the connection`() throws {
        try withServer { _, response in
            try await response.respond(.forbidden)
        } _: { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            try await peer.send("PUT / HTTP/1.1\r\nhost: h\r\ncontent-length: 3\r\nexpect: 100-continue\r\n\r\n")
            let text = try await peer.receiveAll()
            #expect(text.hasPrefix("HTTP/1.1 403 Forbidden\r\n"))
            #expect(text.contains("connection: close"))
        }
    }

    @Test func `a body that the handler leaves unread does not end the connection`() throws {
        try withServer { request, response in
            try await response.respond(HTTPResponse(.ok, text: String(request.path)))
        } _: { loop, server in
            let connection = HTTPConnection(to: server.localAddress, on: loop)
            for path in ["/1", "/2"] {
                let request = HTTPClientRequest(.post, path, body: Array(repeating: 0x78, count: 50_000))
                let response = try await connection.exchange(request)
                #expect(response.text == path)
            }
            #expect(server.connectionCount == 1)
        }
    }

    @Test func `a body beyond the handler's limit is 413 and the client reads that answer`() throws {
        try withServer { request, response in
            _ = try await request.readBody(limit: 1_000)
            try await response.respond(.ok)
        } _: { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            let size = 3_000_000
            try await peer.send("POST / HTTP/1.1\r\nhost: h\r\ncontent-length: \(size)\r\n\r\n")
            // All of it is sent before the answer is looked at: no reset may destroy the answer meanwhile.
            try await peer.send(Array(repeating: 0x78, count: size))
            #expect(try await peer.receiveAll().hasPrefix("HTTP/1.1 413 Content Too Large\r\n"))
            #expect(!peer.wasReset)
        }
    }

    @Test func `draining lets what is under way end and closes what is idle`() throws {
        let probe = Probe()
        try EventLoop.run { loop in
            let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            let server = HTTPServer(listener, on: loop) { _, response in
                probe.note("busy")
                try await probe.wait(for: "go on", on: loop)
                try await response.respond(HTTPResponse(.ok, text: "done"))
            }
            let idle = try await RawPeer(to: server.localAddress, on: loop)
            let busy = try await RawPeer(to: server.localAddress, on: loop)
            async let running: Void = server.run()
            try await busy.send("GET / HTTP/1.1\r\nhost: h\r\n\r\n")
            try await probe.wait(for: "busy", on: loop)
            server.drain()
            #expect(try await idle.receiveAll() == "")
            probe.note("go on")
            await #expect(throws: HTTPTransportError.self, "nobody is left waiting in the kernel") {
                try await HTTPConnection(to: server.localAddress, on: loop).exchange(HTTPClientRequest(.get, "/"))
            }
            let text = try await busy.receiveAll()
            #expect(text.contains("connection: close"))
            #expect(text.hasSuffix("done"))
            try await running
            #expect(server.connectionCount == 0)
        }
    }

    @Test func `what does not end within the grace is cancelled`() throws {
        let probe = Probe()
        let configuration = Self.configuration { $0.drainGrace = .milliseconds(20) }
        try EventLoop.run { loop in
            let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            let server = HTTPServer(listener, on: loop, configuration: configuration) { _, _ in
                probe.note("busy")
                do { try await loop.sleep(for: .seconds(3600)) } catch { probe.note("\(error)") }
            }
            async let running: Void = server.run()
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            try await peer.send("GET / HTTP/1.1\r\nhost: h\r\n\r\n")
            try await probe.wait(for: "busy", on: loop)
            server.drain()
            try await running
            #expect(probe.all == ["busy", "CancellationError()"])
            #expect(try await peer.receiveAll() == "")
        }
    }

    @Test func `cancelling the server ends handlers and connections at once`() throws {
        let probe = Probe()
        try withServer { loop in
            { _, _ in
                probe.note("busy")
                do { try await loop.sleep(for: .seconds(3600)) } catch { probe.note("\(error)") }
            }
        } _: { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            try await peer.send("GET / HTTP/1.1\r\nhost: h\r\n\r\n")
            try await probe.wait(for: "busy", on: loop)
        }
        #expect(probe.all == ["busy", "CancellationError()"])
    }

    @Test func `a server that is drained before it runs returns at once`() throws {
        try EventLoop.run { loop in
            let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            let server = HTTPServer(listener, on: loop, handler: HTTPServerTests.echo)
            server.drain()
            try await server.run()
        }
    }
}
