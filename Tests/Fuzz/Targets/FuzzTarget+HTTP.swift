import HTTPWire

extension FuzzTarget {
    private static let tokens = [
        "\r\n", "\r\n\r\n", "\n", " ", ":", ": ", "HTTP/1.1", "HTTP/1.0", "GET", "CONNECT", "*", "//", "%00",
        "Content-Length: 5\r\n", "content-length: 18446744073709551616\r\n", "Content-Length: 5, 5\r\n",
        "Transfer-Encoding: chunked\r\n", "transfer-encoding: gzip, chunked\r\n", "Transfer-Encoding:\tchunked \r\n",
        "Connection: close\r\n", "Connection: keep-alive, x\r\n", "Expect: 100-continue\r\n", "Host: h\r\n",
        "host:\r\n",
        "0\r\n\r\n", "5\r\nhello\r\n", "ffffffffffffffff\r\n", "00000000000000000005\r\n", "5;a=\"b\"\r\n", "5 \r\n",
        "-1\r\n",
    ]

    private static func corpus(_ texts: String...) -> Mutator {
        Mutator(texts.map { Array($0.utf8) }, tokens: tokens)
    }

    /// Requests; what was read of a whole one is written and read again as the same.
    static let httpRequest = FuzzTarget(
        inPieces: "http-request",
        corpus(
            "GET /where?q=now HTTP/1.1\r\nHost: www.example.com\r\nAccept: a\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n",
            "POST /v1/messages HTTP/1.1\r\nhost: [::1]:18419\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
            "POST /c HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n4;x=y\r\nWiki\r\n0\r\nExpires: x\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\n",
            "HEAD http://127.0.0.1:1/x HTTP/1.1\r\nhost: 127.0.0.1:1\r\nx: \u{E9}\r\ncookie: a=b\r\ncookie: c=d\r\n\r\n"
        )
    ) { pieces in
        var parser = HTTPRequestParser(
            limits: HTTPLimits(headSize: 400, fieldCount: 9, targetSize: 60, chunkLineSize: 20)
        )
        var read = ReadMessages<HTTPRequestHead>()
        do throws(HTTPParseError) {
            for piece in pieces {
                parser.feed(piece)
                while let event = try parser.next() { read.note(event) }
            }
            parser.closeInput()
            while let event = try parser.next() { read.note(event) }
        } catch {
            read.error = error
        }
        try read.heads.forEach(expectSameAgain)
        return read
    }

    private static func expectSameAgain(_ head: HTTPRequestHead) throws {
        var bytes: [UInt8] = []
        head.serialize(into: &bytes)
        var parser = HTTPRequestParser()
        parser.feed(bytes)
        guard case .head(let again, _)? = try? parser.next(), again == head else {
            throw FuzzFailure("written and read again, this head is another: \(head)")
        }
    }

    /// Responses, interim ones before them included.
    static let httpResponse = FuzzTarget(
        inPieces: "http-response",
        corpus(
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                + "10\r\ndata: hello\n\ndat\r\n6\r\na: x\n\n\r\n0\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404 Not Found\r\ncontent-length: 3\r\n\r\nabc",
            "HTTP/1.1 204 No Content\r\n\r\n",
            "HTTP/1.1 200\r\n\r\nuntil the end",
            "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n",
            "HTTP/1.1 429 \r\nretry-after: 1\r\n\r\n"
        )
    ) { pieces in readResponse(pieces) }

    /// What comes behind a head that says chunked.
    static let chunkedBody = FuzzTarget(
        inPieces: "chunked-body",
        corpus(
            "4;x=y\r\nWiki\r\n0\r\nExpires: x\r\n\r\n",
            "10\r\n0123456789abcdef\r\n1\r\nx\r\n0\r\n\r\n",
            "0\r\n\r\n",
            "a;q=\";\"\r\n0123456789\r\n0\r\na: b\r\nc: d\r\n\r\n"
        )
    ) { pieces in
        readResponse([Array("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".utf8)[...]] + pieces)
    }

    private static func readResponse(_ pieces: [ArraySlice<UInt8>]) -> ReadMessages<HTTPResponseHead> {
        let limits = HTTPLimits(headSize: 400, fieldCount: 9, targetSize: 60, chunkLineSize: 20)
        var parser = HTTPResponseParser(limits: limits)
        parser.expectResponse(to: .get)
        var read = ReadMessages<HTTPResponseHead>()
        do throws(HTTPParseError) {
            for piece in pieces {
                parser.feed(piece)
                while let event = try parser.next() { read.note(event) }
            }
            parser.closeInput()
            while let event = try parser.next() { read.note(event) }
        } catch {
            read.error = error
        }
        return read
    }
}
