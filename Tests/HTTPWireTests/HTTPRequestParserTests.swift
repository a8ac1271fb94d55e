import HTTPWire
import Testing

struct HTTPRequestParserTests {
    @Test func `every way of cutting a conversation gives the same requests`() {
        let text =
            "\r\nGET /where?q=now HTTP/1.1\r\nHost: www.example.com\r\nAccept:  a, b \t\r\nX-Empty:\r\n\r\n"
            + "POST /v1/messages HTTP/1.1\r\nhost: [::1]:18419\r\nContent-Length: 5\r\n\r\nhello"
            + "POST /c HTTP/1.1\r\nhost: h\r\ntransfer-encoding: Chunked\r\n\r\n"
            + "4;x=\"y;z\"\r\nWiki\r\n7\r\npedia i\r\nB\r\nn \r\nchunks.\r\n0\r\nExpires: never\r\nX: 1\r\n\r\n"
            + "\r\n\r\nOPTIONS * HTTP/1.0\r\n\r\n"
        let expected = [
            ReadRequest(
                head: HTTPRequestHead(
                    method: .get,
                    target: "/where?q=now",
                    fields: ["Host": "www.example.com", "Accept": "a, b", "X-Empty": ""]
                ),
                framing: .none,
                isComplete: true
            ),
            ReadRequest(
                head: HTTPRequestHead(
                    method: .post,
                    target: "/v1/messages",
                    fields: ["host": "[::1]:18419", "Content-Length": "5"]
                ),
                framing: .length(5),
                body: Array("hello".utf8),
                isComplete: true
            ),
            ReadRequest(
                head: HTTPRequestHead(
                    method: .post,
                    target: "/c",
                    fields: ["host": "h", "transfer-encoding": "Chunked"]
                ),
                framing: .chunked,
                body: Array("Wikipedia in \r\nchunks.".utf8),
                trailers: ["Expires": "never", "X": "1"],
                isComplete: true
            ),
            ReadRequest(
                head: HTTPRequestHead(method: .options, target: "*", version: .http10),
                framing: .none,
                isComplete: true
            ),
        ]
        for pieces in Pieces.all(of: Array(text.utf8)) {
            let (requests, error) = ReadRequest.all(from: pieces)
            #expect(error == nil)
            #expect(requests == expected, "cut into \(pieces.map(\.count))")
        }
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nhost: h\r\n\r\n", true),
        ("GET / HTTP/1.1\r\nhost: h\r\nconnection: x, Close\r\n\r\n", false),
        ("GET / HTTP/1.0\r\n\r\n", false),
        ("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", true),
        ("GET / HTTP/1.3\r\nhost: h\r\n\r\n", true),
    ])
    func `persistence follows version and Connection`(text: String, isKept: Bool) throws {
        let (requests, error) = ReadRequest.all(from: [Array(text.utf8)[...]])
        #expect(error == nil)
        #expect(try #require(requests.first).head.wantsKeepAlive == isKept)
    }

    @Test func `100-continue is seen in HTTP 1.1 only`() throws {
        let fields = "\r\nhost: h\r\nexpect: 100-Continue\r\ncontent-length: 1\r\n\r\nx"
        let new = ReadRequest.all(from: [Array("PUT / HTTP/1.1\(fields)".utf8)[...]]).requests
        let old = ReadRequest.all(from: [Array("PUT / HTTP/1.0\(fields)".utf8)[...]]).requests
        #expect(try #require(new.first).head.expectsContinue)
        #expect(try !#require(old.first).head.expectsContinue)
    }

    @Test(arguments: [
        ("/a/b?c=d?e", "/a/b", "c=d?e"), ("/a", "/a", nil), ("/a?", "/a", ""),
        ("http://h:1/p?q", "/p", "q"), ("http://h", "/", nil), ("http://h?q", "", "q"), ("*", "*", nil),
        ("/x://y", "/x://y", nil), ("/m/gemini:generate?alt=sse", "/m/gemini:generate", "alt=sse"),
    ])
    func `path and query are cut out of the target`(target: String, path: String, query: String?) {
        let head = HTTPRequestHead(method: .get, target: target)
        #expect(head.path == path)
        #expect(head.query.map(String.init) == query)
    }

    @Test func `a head may be as large as the limit and no larger`() {
        let limits = HTTPLimits(headSize: 100)
        let start = "GET / HTTP/1.1\r\nhost: h\r\nx: "
        let fitting = start + String(repeating: "a", count: 100 - start.utf8.count - 4) + "\r\n\r\n"
        let larger = start + String(repeating: "a", count: 100 - start.utf8.count - 3) + "\r\n\r\n"
        for pieces in Pieces.all(of: Array(fitting.utf8)) {
            #expect(ReadRequest.all(from: pieces, limits: limits).error == nil)
        }
        for pieces in Pieces.all(of: Array(larger.utf8)) {
            #expect(ReadRequest.all(from: pieces, limits: limits).error == .headTooLarge)
        }
    }

    @Test func `a line that never ends is refused at the limit`() {
        let bytes = Array("GET /".utf8) + Array(repeating: 0x61, count: 70_000)
        #expect(ReadRequest.all(from: [bytes[...]], closes: false).error == .headTooLarge)
    }

    @Test func `as many fields as the limit and no more`() {
        func head(_ count: Int) -> [UInt8] {
            let fields = (1..<count).map { "x\($0): y\r\n" }.joined()
            return Array("GET / HTTP/1.1\r\nhost: h\r\n\(fields)\r\n".utf8)
        }
        #expect(ReadRequest.all(from: [head(200)[...]]).error == nil)
        #expect(ReadRequest.all(from: [head(201)[...]]).error == .tooManyFields)
    }

    @Test func `a target longer than the limit is 414`() {
        let target = "/" + String(repeating: "a", count: 16 * 1024)
        let error = ReadRequest.all(from: [Array("GET \(target) HTTP/1.1\r\nhost: h\r\n\r\n".utf8)[...]]).error
        #expect(error == .targetTooLong)
        #expect(error?.status == .uriTooLong)
    }

    @Test func `an error comes again at each call and what came before it is delivered`() throws {
        var parser = HTTPRequestParser()
        parser.feed("POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\nzz\r\n".utf8)
        guard case .head = try parser.next() else { return #expect(Bool(false), "no head") }
        #expect(try parser.next() == .body([0x61, 0x62]))
        for _ in 1...2 {
            #expect(throws: HTTPParseError.invalidChunk) { try parser.next() }
        }
    }

    @Test func `idle is between two requests only`() throws {
        var parser = HTTPRequestParser()
        #expect(parser.isIdle)
        parser.feed("GET / HT".utf8)
        #expect(try parser.next() == nil)
        #expect(!parser.isIdle)
        parser.feed("TP/1.1\r\nhost: h\r\n\r\n".utf8)
        _ = try parser.next()
        #expect(!parser.isIdle)
        #expect(try parser.next() == .end)
        #expect(parser.isIdle)
        parser.closeInput()
        #expect(try parser.next() == nil)
    }
}
