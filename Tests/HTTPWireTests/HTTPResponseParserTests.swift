import HTTPWire
import Testing

struct HTTPResponseParserTests {
    @Test func `interim responses come before the one that counts however it is cut`() {
        let text =
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n"
            + "HTTP/1.1 200 All right\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nx: y\r\n\r\n"
        for pieces in Pieces.all(of: Array(text.utf8)) {
            let response = ReadResponse(from: pieces)
            #expect(response.error == nil)
            #expect(response.interim.map(\.status) == [100, 103])
            #expect(response.head?.status == .ok)
            #expect(response.head?.reason == "All right")
            #expect(response.body == Array("abcde".utf8))
            #expect(response.trailers == ["x": "y"])
            #expect(response.isComplete)
        }
    }

    struct Framing: Sendable {
        let method: HTTPMethod
        let head: String
        let framing: HTTPBodyFraming
    }

    @Test(arguments: [
        Framing(method: .get, head: "200 OK\r\ncontent-length: 3\r\n", framing: .length(3)),
        Framing(method: .get, head: "200 OK\r\ncontent-length: 0\r\n", framing: .none),
        Framing(method: .get, head: "200 OK\r\n", framing: .untilClose),
        Framing(method: .get, head: "200\r\ntransfer-encoding: chunked\r\n", framing: .chunked),
        Framing(method: .head, head: "200 OK\r\ncontent-length: 3\r\n", framing: .none),
        Framing(method: .head, head: "200 OK\r\ntransfer-encoding: chunked\r\n", framing: .none),
        Framing(method: .get, head: "204 No Content\r\ncontent-length: 3\r\n", framing: .none),
        Framing(method: .get, head: "304 Not Modified\r\ncontent-length: 3\r\n", framing: .none),
        Framing(method: .post, head: "500 \r\n", framing: .untilClose),
    ])
    func `the body is framed as RFC 9112 section 6_3 says`(expected: Framing) {
        let response = ReadResponse(
            to: expected.method,
            from: [Array("HTTP/1.1 \(expected.head)\r\n".utf8)[...]],
            closes: false
        )
        #expect(response.error == nil)
        #expect(response.framing == expected.framing)
        #expect(response.isComplete == (expected.framing == .none))
    }

    @Test func `a body without a length ends with the connection`() {
        let text = "HTTP/1.1 200 OK\r\n\r\nsome body"
        for pieces in Pieces.all(of: Array(text.utf8)) {
            let open = ReadResponse(from: pieces, closes: false)
            #expect(!open.isComplete)
            let closed = ReadResponse(from: pieces)
            #expect(closed.isComplete)
            #expect(closed.body == Array("some body".utf8))
        }
    }

    @Test(arguments: [
        "", "HT", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nab",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n",
    ])
    func `a connection that ends too early is an error`(text: String) {
        #expect(ReadResponse(from: [Array(text.utf8)[...]]).error == .truncated)
    }

    @Test(arguments: [
        (HTTPParseError.malformedStartLine, "HTTP/1.1 20 OK\r\n\r\n"),
        (.malformedStartLine, "HTTP/1.1 2000 OK\r\n\r\n"),
        (.malformedStartLine, "HTTP/1.1  200 OK\r\n\r\n"),
        (.malformedStartLine, "HTTP/1.1 099 No\r\n\r\n"),
        (.malformedStartLine, "HTTP/1.1 2x0 No\r\n\r\n"),
        (.malformedStartLine, "SSH-2.0-OpenSSH\r\n\r\n"),
        (.malformedStartLine, "\r\nHTTP/1.1 200 OK\r\n\r\n"),
        (.unsupportedVersion, "HTTP/2.0 200 OK\r\n\r\n"),
        (.invalidOctet, "HTTP/1.1 200 O\u{0}K\r\n\r\n"),
        (.unexpectedUpgrade, "HTTP/1.1 101 Switching Protocols\r\n\r\n"),
        (
            .contentLengthWithTransferEncoding,
            "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n"
        ),
        (.conflictingContentLength, "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n"),
        (.unsupportedTransferEncoding, "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\n"),
        (.invalidTransferEncoding, "HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"),
        (.foldedField, "HTTP/1.1 200 OK\r\na: b\r\n c\r\n\r\n"),
        (.bareLineFeed, "HTTP/1.1 200 OK\n\n"),
    ])
    func `a malformed response is refused however it is cut`(error: HTTPParseError, text: String) {
        for pieces in Pieces.all(of: Array(text.utf8)) {
            #expect(ReadResponse(from: pieces).error == error)
        }
    }

    @Test func `one response after the other is read from a kept connection`() throws {
        var parser = HTTPResponseParser()
        let response = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n"
        parser.feed((response + "ab" + response + "cd").utf8)
        for body in ["ab", "cd"] {
            #expect(try parser.next() == nil)
            parser.expectResponse(to: .get)
            guard case .head = try parser.next() else { return #expect(Bool(false), "no head") }
            #expect(try parser.next() == .body(Array(body.utf8)[...]))
            #expect(try parser.next() == .end)
        }
        #expect(!parser.hasUnreadInput)
        parser.feed([0x0A])
        #expect(try parser.next() == nil)
        #expect(parser.hasUnreadInput)
    }
}
