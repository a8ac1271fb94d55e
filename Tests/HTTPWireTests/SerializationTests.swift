import HTTPWire
import TestSupport
import Testing

struct SerializationTests {
    private static func text(
        _ length: ClosedRange<Int>,
        of alphabet: String,
        _ generator: inout SeededGenerator
    ) -> String {
        let letters = Array(alphabet)
        return String(
            (0..<Int.random(in: length, using: &generator)).map { _ in
                letters[Int.random(in: 0..<letters.count, using: &generator)]
            }
        )
    }

    private static func fields(_ generator: inout SeededGenerator) -> HTTPFields {
        var fields: HTTPFields = [:]
        for _ in 0..<Int.random(in: 0...12, using: &generator) {
            let name = text(1...20, of: "abcXYZ09-_!#$%&'*+.^`|~", &generator)
            guard let name = HTTPFieldName(validating: "x-" + name) else { continue }
            fields.append(name, text(0...40, of: "aZ0 \t,;=:\"/\\é", &generator))
        }
        return fields
    }

    @Test(arguments: RandomSeeds.fresh(2))
    func `a request that is written is read again`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 1...300 {
            var head = HTTPRequestHead(
                method: [.get, .post, .delete, "M-SEARCH"].randomElement(using: &generator) ?? .get,
                target: "/" + Self.text(0...60, of: "az09-._~!$&'()*+,;=:@/?|^{}[]", &generator),
                fields: ["host": "127.0.0.1:18419"]
            )
            head.fields.append(contentsOf: Self.fields(&generator))
            let body = Array(Self.text(0...200, of: "ab\r\n0", &generator).utf8)
            let isChunked = Bool.random(using: &generator)
            head.fields[isChunked ? .transferEncoding : .contentLength] = isChunked ? "chunked" : "\(body.count)"
            let trailers = isChunked ? Self.fields(&generator) : [:]
            var bytes: [UInt8] = []
            head.serialize(into: &bytes)
            Self.append(body, isChunked: isChunked, trailers: trailers, to: &bytes, &generator)
            let (requests, error) = ReadRequest.all(from: Pieces.random(of: bytes + bytes, using: &generator))
            #expect(error == nil, "seed \(seed)")
            #expect(requests.count == 2)
            for request in requests {
                #expect(request.head == head, "seed \(seed)")
                #expect(request.body == body, "seed \(seed)")
                #expect(request.trailers == trailers, "seed \(seed)")
                #expect(request.isComplete, "seed \(seed)")
            }
        }
    }

    @Test(arguments: RandomSeeds.fresh(2))
    func `a response that is written is read again`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 1...300 {
            var head = HTTPResponseHead(
                status: [200, 201, 404, 500, 529, 299].randomElement(using: &generator) ?? .ok,
                reason: Bool.random(using: &generator) ? Self.text(0...20, of: "ab é\t", &generator) : nil,
                version: .http11,
                fields: Self.fields(&generator)
            )
            let body = Array(Self.text(0...200, of: "ab\r\n0", &generator).utf8)
            let isChunked = Bool.random(using: &generator)
            head.fields[isChunked ? .transferEncoding : .contentLength] = isChunked ? "chunked" : "\(body.count)"
            var bytes: [UInt8] = []
            head.serialize(into: &bytes)
            Self.append(body, isChunked: isChunked, trailers: [:], to: &bytes, &generator)
            let response = ReadResponse(from: Pieces.random(of: bytes, using: &generator), closes: false)
            #expect(response.error == nil, "seed \(seed)")
            #expect(response.head == head, "seed \(seed)")
            #expect(response.body == body, "seed \(seed)")
            #expect(response.isComplete, "seed \(seed)")
        }
    }

    private static func append(
        _ body: [UInt8],
        isChunked: Bool,
        trailers: HTTPFields,
        to bytes: inout [UInt8],
        _ generator: inout SeededGenerator
    ) {
        guard isChunked else { return bytes += body }
        for piece in Pieces.random(of: body, using: &generator) {
            ChunkedEncoder.append(piece, to: &bytes)
        }
        ChunkedEncoder.append([], to: &bytes)
        ChunkedEncoder.finish(trailers: trailers, to: &bytes)
    }

    @Test func `a target cannot add a line or a space`() {
        let head = HTTPRequestHead(method: .get, target: "/a b\r\nx: é\"#<>")
        #expect(head.target == "/a%20b%0D%0Ax:%20%C3%A9%22%23%3C%3E")
        #expect(HTTPRequestHead(method: .get, target: "").target == "/")
    }

    @Test func `a reason cannot add a line`() {
        #expect(HTTPResponseHead(status: .ok, reason: "a\r\nb").reason == "a  b")
        #expect(HTTPResponseHead(status: .notFound).reason == "Not Found")
        #expect(HTTPResponseHead(status: 599).reason == "")
    }

    @Test func `a chunk is its size in hexadecimal and its data`() {
        var bytes: [UInt8] = []
        ChunkedEncoder.append(Array(repeating: 0x61, count: 0x1AF), to: &bytes)
        #expect(bytes.starts(with: "1af\r\naaa".utf8))
        #expect(bytes.count == 5 + 0x1AF + 2)
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"), (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
    ])
    func `a date is written as IMF-fixdate`(seconds: Int64, text: String) {
        #expect(HTTPDate.text(secondsSince1970: seconds) == text)
    }
}
