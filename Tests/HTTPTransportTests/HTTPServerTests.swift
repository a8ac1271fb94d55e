import HTTPTransport
import HTTPWire
import PlatformSupport
import TestSupport
import Testing

struct HTTPServerTests {
    /// Answers with what it has understood.
    static let echo: HTTPHandler = { request, response in
        let body = try await request.readBody(limit: 1 << 20)
        let text = "\(request.method) \(request.head.target) \(String(decoding: body, as: UTF8.self))"
        try await response.respond(.ok, fields: [.contentType: "text/plain"], body: Array(text.utf8))
    }

    @Test func `requests on a kept connection are answered one after the other`() throws {
        try withServer(handler: Self.echo) { loop, server in
            let connection = HTTPConnection(to: server.localAddress, on: loop)
            for path in ["/a", "/b?c", "/d"] {
                let response = try await connection.exchange(HTTPClientRequest(.post, path, body: Array("x".utf8)))
                #expect(response.status == .ok)
                #expect(response.text == "POST \(path) x")
                #expect(response.fields[.contentLength] == "\(response.body.count)")
                #expect(response.fields[.date]?.hasSuffix("GMT") == true)
                #expect(server.connectionCount == 1)
                #expect(connection.isConnected)
            }
        }
    }

    @Test func `pipelined requests are answered in order`() throws {
        try withServer(handler: Self.echo) { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            try await peer.send(
                "GET /1 HTTP/1.1\r\nhost: h\r\n\r\nPOST /2 HTTP/1.1\r\nhost: h\r\ncontent-length: 3\r\n\r\nabc"
                    + "GET /3 HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n"
            )
            let text = try await peer.receiveAll()
            let bodies = ["GET /1 ", "POST /2 abc", "GET /3 "]
            let positions = bodies.compactMap { text.firstRange(of: $0)?.lowerBound }
            #expect(positions.count == 3)
            #expect(positions == positions.sorted())
            #expect(text.components("HTTP/1.1 200 OK") == 3)
            #expect(text.components("connection: close") == 1)
        }
    }

    @Test func `a request that comes byte by byte is understood`() throws {
        try withServer(handler: Self.echo) { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            let request =
                "POST /x HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
            for byte in request.utf8 {
                try await peer.send([byte])
                await loop.yield()
            }
            #expect(try await peer.receive { $0.hasSuffix("POST /x abcde") }.hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nhost: h\r\nx : y\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/2.0\r\n\r\n", 505),
        ("POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: gzip\r\n\r\n", 501),
        ("POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n", 400),
        ("GET /\(String(repeating: "a", count: 20_000)) HTTP/1.1\r\nhost: h\r\n\r\n", 414),
        ("GET / HTTP/1.1\r\nhost: h\r\nx: \(String(repeating: "a", count: 70_000))\r\n\r\n", 431),
        ("POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", 400),
        ("\u{16}\u{3}\u{1}", 400),
    ])
    func `what is no request is refused with its status and the connection ends`(text: String, status: Int) throws {
        try withServer(handler: Self.echo) { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            try await peer.send(text)
            let answer = try await peer.receiveAll()
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
            #expect(answer.contains("\r\nconnection: close\r\n"))
        }
    }

    @Test func `HEAD is answered without a body and with its length`() throws {
        try withServer { _, response in
            try await response.respond(.ok, body: Array("hello".utf8))
        } _: { loop, server in
            let connection = HTTPConnection(to: server.localAddress, on: loop)
            let response = try await connection.exchange(HTTPClientRequest(.head, "/"))
            #expect(response.fields[.contentLength] == "5")
            #expect(response.body.isEmpty)
            #expect(try await connection.exchange(HTTPClientRequest(.get, "/")).text == "hello")
            #expect(server.connectionCount == 1)
        }
    }

    @Test func `a status without a body has neither body nor length`() throws {
        try withServer { _, response in
            try await response.respond(.noContent, body: Array("hello".utf8))
        } _: { loop, server in
            let connection = HTTPConnection(to: server.localAddress, on: loop)
            for _ in 1...2 {
                let response = try await connection.exchange(HTTPClientRequest(.get, "/"))
                #expect(response.status == .noContent)
                #expect(response.fields[.contentLength] == nil)
                #expect(response.body.isEmpty)
            }
        }
    }

    @Test func `an HTTP 1_0 client gets a body that ends with the connection`() throws {
        try withServer { _, response in
            let body = try await response.start(.ok)
            try await body.write("one ")
            try await body.write("two")
            try await body.finish()
        } _: { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            try await peer.send("GET / HTTP/1.0\r\n\r\n")
            let text = try await peer.receiveAll()
            #expect(text.hasSuffix("connection: close\r\n\r\none two"))
            #expect(!text.contains("transfer-encoding"))
        }
    }

    @Test func `an HTTP 1_0 client may keep the connection`() throws {
        try withServer(handler: Self.echo) { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            for path in ["/1", "/2"] {
                try await peer.send("GET \(path) HTTP/1.0\r\nconnection: keep-alive\r\n\r\n")
                #expect(try await peer.receive { $0.contains("GET \(path) ") }.contains("connection: keep-alive"))
            }
        }
    }

    @Test func `a handler that throws is answered for and the connection lives on`() throws {
        struct Teapot: HTTPResponseError {
            let response = HTTPResponse(418, text: "short and stout")
        }
        struct Unknown: Error {}
        let probe = Probe()
        var configuration = HTTPServerConfiguration()
        configuration.handlerFailed = { error, head in probe.note("\(type(of: error)) \(head.target)") }
        try withServer(configuration: configuration) { request, _ in
            switch request.path {
            case "/teapot": throw Teapot()
            case "/unknown": throw Unknown()
            default: break
            }
        } _: { loop, server in
            let connection = HTTPConnection(to: server.localAddress, on: loop)
            let teapot = try await connection.exchange(HTTPClientRequest(.get, "/teapot"))
            #expect(teapot.status == 418)
            #expect(teapot.text == "short and stout")
            #expect(try await connection.exchange(HTTPClientRequest(.get, "/unknown")).status == .internalServerError)
            #expect(try await connection.exchange(HTTPClientRequest(.get, "/silent")).status == .internalServerError)
            #expect(server.connectionCount == 1)
            #expect(probe.all == ["Teapot /teapot", "Unknown /unknown"])
        }
    }

    @Test func `many connections are served at the same time`() throws {
        try withServer(handler: Self.echo) { loop, server in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<200 {
                    group.addTask {
                        let connection = HTTPConnection(to: server.localAddress, on: loop)
                        for round in 0..<5 {
                            let response = try await connection.exchange(HTTPClientRequest(.get, "/\(index)/\(round)"))
                            #expect(response.text == "GET /\(index)/\(round) ")
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `no more connections than allowed are open at a time and the rest get their turn`() throws {
        var configuration = HTTPServerConfiguration()
        configuration.maximumConnections = 2
        try withServer(configuration: configuration, handler: Self.echo) { loop, server in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<20 {
                    group.addTask {
                        let connection = HTTPConnection(to: server.localAddress, on: loop)
                        let response = try await connection.exchange(HTTPClientRequest(.get, "/\(index)"))
                        #expect(response.text == "GET /\(index) ")
                        #expect(server.connectionCount <= 2)
                        connection.close()
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `a Unix socket tells who is there`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("control.sock")
            try EventLoop.run { loop in
                let listener = try ListeningSocket.listen(on: .unix(path: path))
                let server = HTTPServer(listener, on: loop) { request, response in
                    let peer = request.peerCredentials
                    try await response.respond(HTTPResponse(.ok, text: "\(peer?.userID ?? 0) \(peer?.processID ?? 0)"))
                }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await server.run() }
                    let connection = HTTPConnection(to: .unix(path: path), on: loop)
                    let response = try await connection.exchange(HTTPClientRequest(.get, "/"))
                    #expect(response.text == "\(CurrentProcess.userID) \(CurrentProcess.pid)")
                    group.cancelAll()
                }
            }
        }
    }
}

extension String {
    /// How often a text occurs.
    func components(_ text: String) -> Int {
        ranges(of: text).count
    }
}
