import HTTPTransport
import HTTPWire
import Testing

/// What comes back.
struct UpstreamResponseTests {
    /// One answer to one request.
    private static func answer(
        _ text: String,
        to method: HTTPMethod = .get,
        closing: Bool = false,
        _ check: @escaping @Sendable (UpstreamResponse) async throws -> Void
    ) throws {
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            _ = try await peer.receiveRequest()
            try await peer.send(text)
            if closing { peer.close() }
        } _: { client, upstream in
            try await check(try await client.send(UpstreamRequest(method, upstream.url)))
        }
    }

    @Test func `the head comes as it was sent, duplicates and order kept`() throws {
        let text = """
            HTTP/1.1 429 Slow Down\r
            Set-Cookie: a=1\r
            request-id: req_1\r
            set-cookie: b=2\r
            Retry-After: 17\r
            x-empty:\r
            Content-Length: 4\r
            \r
            wait
            """
        try Self.answer(text) { response in
            #expect(response.status == .tooManyRequests)
            #expect(response.head.reason == "Slow Down")
            #expect(
                response.fields.map(\.name) == [
                    "Set-Cookie", "request-id", "set-cookie", "Retry-After", "x-empty", "Content-Length",
                ]
            )
            #expect(response.fields.values(of: "set-cookie") == ["a=1", "b=2"])
            #expect(response.fields["x-empty"] == "")
            #expect(!response.isHTTP2)
            let body = try await response.collect(limit: 4)
            #expect(body == Array("wait".utf8))
            let end = try await response.next()
            #expect(end == nil)
        }
    }

    @Test func `a chunked body comes without its chunks`() throws {
        let text =
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nx-trailer: 1\r\n\r\n"
        try Self.answer(text) { response in
            let body = try await response.collect(limit: 5)
            #expect(body == Array("abcde".utf8))
        }
    }

    @Test func `a body without a length ends with the connection`() throws {
        try Self.answer("HTTP/1.0 200 OK\r\n\r\nto the end", closing: true) { response in
            #expect(response.head.version == .http10)
            let body = try await response.collect(limit: 100)
            #expect(body == Array("to the end".utf8))
        }
    }

    @Test(arguments: ["HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"])
    func `an answer without a body ends at once`(_ text: String) throws {
        try Self.answer(text) { response in
            let end = try await response.next()
            #expect(end == nil)
        }
    }

    @Test func `an answer to HEAD has no body, whatever it announces`() throws {
        try Self.answer("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n", to: .head) { response in
            #expect(response.fields[.contentLength] == "1000")
            let end = try await response.next()
            #expect(end == nil)
        }
    }

    @Test func `informational responses are left out`() throws {
        let text = """
            HTTP/1.1 103 Early Hints\r
            link: </x>\r
            \r
            HTTP/1.1 100 Continue\r
            \r
            HTTP/1.1 200 OK\r
            content-length: 2\r
            \r
            ok
            """
        try Self.answer(text) { response in
            #expect(response.status == .ok)
            #expect(response.fields.count == 1)
            let body = try await response.collect(limit: 2)
            #expect(body == Array("ok".utf8))
        }
    }

    @Test func `a redirect is an answer like any other`() throws {
        let text = "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:1/x\r\ncontent-length: 0\r\n\r\n"
        try Self.answer(text) { response in
            #expect(response.status == 307)
            #expect(response.fields[.location] == "http://127.0.0.1:1/x")
        }
    }

    @Test(arguments: ["gzip", "br", "deflate", "zstd"])
    func `a coded body stays as it is`(_ coding: String) throws {
        try Self.answer("HTTP/1.1 200 OK\r\ncontent-encoding: \(coding)\r\ncontent-length: 7\r\n\r\nnot it!") {
            response in
            #expect(response.fields["content-encoding"] == coding)
            let body = try await response.collect(limit: 7)
            #expect(body == Array("not it!".utf8))
        }
    }

    @Test func `a body that is larger than wanted is refused, and its connection dropped`() throws {
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            _ = try await peer.receiveRequest()
            try await peer.send("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n0123456789")
            try await peer.awaitEnd()
        } _: { client, upstream in
            let response = try await client.send(UpstreamRequest(.get, upstream.url))
            let error = await upstreamError { () throws(UpstreamError) in _ = try await response.collect(limit: 5) }
            #expect(error?.kind == .bodyTooLarge)
        }
    }

    @Test(arguments: NoResponse.allCases)
    func `what is no response is said to be none`(_ answer: NoResponse) throws {
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            _ = try await peer.receiveRequest()
            try await peer.send(answer.text)
            try await peer.awaitEnd()
        } _: { client, upstream in
            let error = await upstreamError { () throws(UpstreamError) in
                _ = try await client.send(UpstreamRequest(.get, upstream.url))
            }
            #expect(error?.kind == .malformedResponse, "\(String(describing: error))")
            #expect(error?.isBeforeRequest == false)
            #expect(error?.description.contains("127.0.0.1:\(upstream.port)") == true)
        }
    }
}

/// Answers that are none.
enum NoResponse: CaseIterable {
    case noStatusLine
    case fieldWithoutColon
    case foldedField
    case controlOctet
    case twoLengths
    case upgrade
    case longHead
    case manyFields

    var text: String {
        switch self {
        case .noStatusLine: "nonsense\r\n\r\n"
        case .fieldWithoutColon: Self.ok("no colon\r\n")
        case .foldedField: Self.ok(" folded: x\r\n")
        case .controlOctet: Self.ok("a: \u{1}\r\ncontent-length: 0\r\n")
        case .twoLengths: Self.ok("content-length: 1\r\ncontent-length: 2\r\n")
        case .upgrade: "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"
        case .longHead: Self.ok(String(repeating: "x-long: \(String(repeating: "y", count: 900))\r\n", count: 90))
        case .manyFields: Self.ok(String(repeating: "a: b\r\n", count: 300))
        }
    }

    private static func ok(_ fields: String) -> String {
        "HTTP/1.1 200 OK\r\n\(fields)\r\n"
    }
}
