import HTTPTransport
import HTTPWire
import Testing

/// What goes out.
struct UpstreamRequestTests {
    private static let okay = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"

    /// The bytes of a request as the upstream gets them.
    private static func wire(
        _ configuration: UpstreamConfiguration = .bare,
        _ make: @escaping @Sendable (String) -> UpstreamRequest
    ) throws -> String {
        let probe = Probe()
        try withUpstream(configuration) { upstream in
            let peer = try await upstream.accept()
            probe.note(try await peer.receiveRequest().replacing(":\(upstream.port)", with: ":PORT"))
            try await peer.send(okay)
        } _: { client, upstream in
            let response = try await client.send(make(upstream.url))
            #expect(try await response.collect(limit: 10) == Array("ok".utf8))
        }
        return probe.all.joined()
    }

    @Test func `the head is what the caller says, in order, and what the connection needs`() throws {
        let text = try Self.wire { url in
            UpstreamRequest(
                .post,
                url + "/v1/./messages/../x?beta=true&q=%20%2F",
                fields: [
                    "X-One": "1", .authorization: "Bearer key", "x-one": "2", "user-agent": "claude-cli/2.1",
                    "X-Empty": "", .accept: "application/json", .contentType: "application/json",
                    "accept-encoding": "gzip, br",
                ],
                body: .bytes(Array("{}".utf8))
            )
        }
        #expect(
            text == """
                POST /v1/./messages/../x?beta=true&q=%20%2F HTTP/1.1\r
                Host: 127.0.0.1:PORT\r
                X-One: 1\r
                authorization: Bearer key\r
                x-one: 2\r
                user-agent: claude-cli/2.1\r
                X-Empty:\r
                accept: application/json\r
                content-type: application/json\r
                accept-encoding: gzip, br\r
                Content-Length: 2\r
                \r
                {}
                """
        )
    }

    @Test func `nothing is added of which the caller says nothing`() throws {
        let text = try Self.wire { UpstreamRequest(.post, $0 + "/", body: .bytes([0x78])) }
        #expect(text == "POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 1\r\n\r\nx")
    }

    @Test func `our own name goes out where the caller gives none`() throws {
        var configuration = UpstreamConfiguration.bare
        configuration.userAgent = "ccproxy/1"
        let text = try Self.wire(configuration) { UpstreamRequest(.get, $0 + "/") }
        #expect(text == "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nuser-agent: ccproxy/1\r\n\r\n")
        let other = try Self.wire(configuration) { UpstreamRequest(.get, $0 + "/", fields: [.userAgent: "me"]) }
        #expect(other == "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nuser-agent: me\r\n\r\n")
    }

    @Test func `fields of the client's own connection do not go on`() throws {
        let text = try Self.wire { url in
            UpstreamRequest(
                .post,
                url,
                fields: [
                    "Connection": "keep-alive, x-a", "Keep-Alive": "5", "TE": "trailers",
                    "Transfer-Encoding": "chunked",
                    "Content-Length": "999", "Expect": "100-continue", "Upgrade": "h2c", "Trailer": "x",
                    "Proxy-Connection": "keep-alive", "Proxy-Authorization": "Basic c2VjcmV0", "X-Kept": "yes",
                    "Tenant": "kept",
                ],
                body: .bytes([0x78])
            )
        }
        #expect(
            text == """
                POST / HTTP/1.1\r
                Host: 127.0.0.1:PORT\r
                X-Kept: yes\r
                Tenant: kept\r
                Content-Length: 1\r
                \r
                x
                """
        )
    }

    @Test(arguments: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
    func `every method goes out with a body and without`(_ name: String) throws {
        let method = try #require(HTTPMethod(validating: name))
        let bare = try Self.wire { UpstreamRequest(method, $0 + "/a") }
        let length = method == .post ? "Content-Length: 0\r\n" : ""
        #expect(bare == "\(name) /a HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\(length)\r\n")
        let full = try Self.wire { UpstreamRequest(method, $0 + "/a", body: .bytes(Array("body".utf8))) }
        #expect(full == "\(name) /a HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 4\r\n\r\nbody")
    }

    @Test(arguments: [65_535, 65_536, 200_000, 3_000_000])
    func `a body of any size goes out whole, without asking for leave`(_ size: Int) throws {
        let body = (0..<size).map { UInt8(truncatingIfNeeded: 0x41 + $0 % 23) }
        let text = try Self.wire { UpstreamRequest(.post, $0 + "/", body: .bytes(body)) }
        let head = "POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: \(size)\r\n\r\n"
        #expect(text.prefix(head.count) == head)
        #expect(text.utf8.dropFirst(head.utf8.count).elementsEqual(body))
    }

    @Test func `a URL that is none is refused before anybody is asked`() throws {
        try EventLoop.run { loop in
            let client = UpstreamClient(on: loop, configuration: .bare)
            for url in ["", "/v1/messages", "ftp://127.0.0.1/", "http://", "http://[::1", "http://h:99999/", "h:80"] {
                let error = await upstreamError { () throws(UpstreamError) in
                    _ = try await client.send(UpstreamRequest(.get, url))
                }
                #expect(error?.kind == .invalidRequest, "\(url)")
                #expect(error?.isBeforeRequest == true)
            }
        }
    }
}
