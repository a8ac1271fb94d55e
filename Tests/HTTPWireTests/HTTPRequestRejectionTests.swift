import HTTPWire
import Testing

struct HTTPRequestRejectionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let error: HTTPParseError
        let text: String
        var testDescription: String { "\(error): \(text.debugDescription)" }
    }

    static let heads: [Case] = [
        (.malformedStartLine, "GET /\r\n\r\n"),
        (.malformedStartLine, "GET  / HTTP/1.1\r\nhost: h\r\n\r\n"),
        (.malformedStartLine, "GET / HTTP/1.1 \r\nhost: h\r\n\r\n"),
        (.malformedStartLine, "GET / http/1.1\r\nhost: h\r\n\r\n"),
        (.malformedStartLine, "GET / HTTP/11\r\nhost: h\r\n\r\n"),
        (.malformedStartLine, "GET / HTTP/1.1x\r\nhost: h\r\n\r\n"),
        (.malformedStartLine, "G(T / HTTP/1.1\r\nhost: h\r\n\r\n"),
        (.malformedStartLine, " GET / HTTP/1.1\r\nhost: h\r\n\r\n"),
        (.malformedStartLine, "\u{16}\u{3}\u{1}"),
        (.malformedStartLine, "\r\n\rGET / HTTP/1.1\r\nhost: h\r\n\r\n"),
        (.unsupportedVersion, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        (.unsupportedVersion, "GET / HTTP/0.9\r\n\r\n"),
        (.invalidTarget, "GET example HTTP/1.1\r\nhost: h\r\n\r\n"),
        (.invalidTarget, "GET * HTTP/1.1\r\nhost: h\r\n\r\n"),
        (.invalidTarget, "GET h:80 HTTP/1.1\r\nhost: h\r\n\r\n"),
        (.invalidTarget, "CONNECT / HTTP/1.1\r\nhost: h\r\n\r\n"),
        (.invalidTarget, "GET /a#b HTTP/1.1\r\nhost: h\r\n\r\n"),
        (.invalidTarget, "GET /a%zz HTTP/1.1\r\nhost: h\r\n\r\n"),
        (.invalidTarget, "GET /a%4 HTTP/1.1\r\nhost: h\r\n\r\n"),
        (.invalidTarget, "GET /ä HTTP/1.1\r\nhost: h\r\n\r\n"),
        (.invalidTarget, "GET /a\u{0}b HTTP/1.1\r\nhost: h\r\n\r\n"),
        (.invalidTarget, "GET http:/// HTTP/1.1\r\nhost: h\r\n\r\n"),
        (.bareLineFeed, "GET / HTTP/1.1\nhost: h\n\n"),
        (.bareLineFeed, "GET / HTTP/1.1\r\nhost: h\n\r\n"),
        (.bareLineFeed, "GET / HTTP/1.1\r\nhost: h\r\n\n"),
        (.invalidOctet, "GET / HTTP/1.1\r\nhost: h\r\nx: a\rb\r\n\r\n"),
        (.invalidOctet, "GET / HTTP/1.1\r\nhost: h\r\nx: a\u{0}b\r\n\r\n"),
        (.invalidOctet, "GET / HTTP/1.1\r\nhost: h\r\nx: a\u{7F}\r\n\r\n"),
        (.invalidOctet, "GET / HTTP/1.1\r\nhost: h\r\nx: a\r\r\n\r\n"),
        (.invalidFieldName, "GET / HTTP/1.1\r\nhost: h\r\nnothing\r\n\r\n"),
        (.invalidFieldName, "GET / HTTP/1.1\r\nhost: h\r\n: x\r\n\r\n"),
        (.invalidFieldName, "GET / HTTP/1.1\r\nhost: h\r\na(b: x\r\n\r\n"),
        (.invalidFieldName, "GET / HTTP/1.1\r\nhost: h\r\nx\rtransfer-encoding: chunked\r\n\r\n"),
        (.spaceBeforeColon, "GET / HTTP/1.1\r\nhost: h\r\nx : y\r\n\r\n"),
        (.spaceBeforeColon, "GET / HTTP/1.1\r\nhost: h\r\nx\t: y\r\n\r\n"),
        (.foldedField, "GET / HTTP/1.1\r\nhost: h\r\nx: y\r\n z\r\n\r\n"),
        (.foldedField, "GET / HTTP/1.1\r\n host: h\r\n\r\n"),
        (.foldedField, "GET / HTTP/1.1\r\nhost: h\r\n\t\r\n\r\n"),
        (.invalidHost, "GET / HTTP/1.1\r\n\r\n"),
        (.invalidHost, "GET / HTTP/1.1\r\nhost: a\r\nhost: a\r\n\r\n"),
        (.invalidHost, "GET / HTTP/1.0\r\nhost: a\r\nhost: b\r\n\r\n"),
        (.invalidHost, "GET / HTTP/1.1\r\nhost: a, b\r\n\r\n"),
        (.invalidHost, "GET / HTTP/1.1\r\nhost: a/b\r\n\r\n"),
        (.invalidHost, "GET / HTTP/1.1\r\nhost: user@a\r\n\r\n"),
    ].map(Case.init)

    static let framings: [Case] = [
        (.invalidContentLength, "content-length:\r\n"),
        (.invalidContentLength, "content-length: +5\r\n"),
        (.invalidContentLength, "content-length: -1\r\n"),
        (.invalidContentLength, "content-length: 0x10\r\n"),
        (.invalidContentLength, "content-length: 5 5\r\n"),
        (.invalidContentLength, "content-length: 5,\r\n"),
        (.invalidContentLength, "content-length: 99999999999999999999\r\n"),
        (.conflictingContentLength, "content-length: 5\r\ncontent-length: 6\r\n"),
        (.conflictingContentLength, "content-length: 5, 6\r\n"),
        (.contentLengthWithTransferEncoding, "content-length: 5\r\ntransfer-encoding: chunked\r\n"),
        (.contentLengthWithTransferEncoding, "transfer-encoding: chunked\r\ncontent-length: 0\r\n"),
        (.invalidTransferEncoding, "transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n"),
        (.invalidTransferEncoding, "transfer-encoding: chunked, chunked\r\n"),
        (.invalidTransferEncoding, "transfer-encoding:\r\n"),
        (.invalidTransferEncoding, "transfer-encoding: chunked,\r\n"),
        (.unsupportedTransferEncoding, "transfer-encoding: gzip, chunked\r\n"),
        (.unsupportedTransferEncoding, "transfer-encoding: identity\r\n"),
        (.unsupportedTransferEncoding, "transfer-encoding: xchunked\r\n"),
        (.unsupportedTransferEncoding, "transfer-encoding: \u{B}chunked\r\n".replacing("\u{B}", with: "\"")),
    ].map(Case.init)

    static let chunks: [Case] = [
        "x\r\n", "\r\n", " 5\r\nhello\r\n", "5 \r\nhello\r\n", "+5\r\nhello\r\n", "0x5\r\nhello\r\n", "5\nhello\n",
        "5\rhello", "5;a\nhello", "5;a\rb\r\nhello", "5;\u{0}\r\nhello", "5\r\nhelloX\n", "5\r\nhello\n0\r\n\r\n",
        "5\r\nhello\rX", "5\r\nhello!\r\n", "FFFFFFFFFFFFFFFFF\r\n", "8000000000000000\r\n", "-5\r\n", "0;\u{7F}\r\n",
    ].map { Case(error: .invalidChunk, text: $0) }

    static let trailers: [Case] = [
        (.bareLineFeed, "0\r\n\n"),
        (.foldedField, "0\r\na: b\r\n c\r\n\r\n"),
        (.spaceBeforeColon, "0\r\na : b\r\n\r\n"),
        (.invalidFieldName, "0\r\nGET/\r\n\r\n"),
        (.truncated, "0\r\na: b\r\n"),
        (.truncated, "5\r\nhel"),
        (.truncated, "5"),
        (.truncated, "5\r\nhello\r"),
    ].map(Case.init)

    @Test(arguments: heads)
    func `a malformed head is refused however it is cut`(refused: Case) {
        for pieces in Pieces.all(of: Array(refused.text.utf8)) {
            let (requests, error) = ReadRequest.all(from: pieces)
            #expect(requests.isEmpty)
            #expect(error == refused.error)
        }
    }

    @Test(arguments: framings)
    func `ambiguous framing is refused`(refused: Case) {
        let text = "POST / HTTP/1.1\r\nhost: h\r\n\(refused.text)\r\nhello"
        let (requests, error) = ReadRequest.all(from: [Array(text.utf8)[...]])
        #expect(requests.isEmpty)
        #expect(error == refused.error)
    }

    @Test(arguments: chunks + trailers)
    func `a malformed chunked body is refused however it is cut`(refused: Case) throws {
        let text = "POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n\(refused.text)"
        let whole = ReadRequest.all(from: [Array(text.utf8)[...]])
        for pieces in Pieces.all(of: Array(text.utf8)) {
            let (requests, error) = ReadRequest.all(from: pieces)
            #expect(error == refused.error)
            #expect(requests == whole.requests)
            #expect(!(try #require(requests.first).isComplete))
        }
    }

    @Test func `Transfer-Encoding in HTTP 1.0 is refused`() {
        let text = "POST / HTTP/1.0\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"
        #expect(ReadRequest.all(from: [Array(text.utf8)[...]]).error == .invalidTransferEncoding)
    }

    @Test func `equal lengths are one length`() throws {
        let text = "POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 2, 2\r\ncontent-length: 02\r\n\r\nab"
        let (requests, error) = ReadRequest.all(from: [Array(text.utf8)[...]])
        #expect(error == nil)
        #expect(try #require(requests.first).body == Array("ab".utf8))
    }

    @Test func `a chunk line longer than the limit is refused`() {
        let text = "POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n"
        for line in [String(repeating: "0", count: 1100), "5;" + String(repeating: "a", count: 1100)] {
            #expect(ReadRequest.all(from: [Array((text + line).utf8)[...]], closes: false).error == .invalidChunk)
        }
    }

    @Test func `each rejection has the status of a client error or of something not implemented`() {
        for refused in Self.heads + Self.framings + Self.chunks + Self.trailers {
            #expect([400, 414, 431, 501, 505].contains(refused.error.status.code))
            #expect(!refused.error.description.isEmpty)
        }
    }
}
