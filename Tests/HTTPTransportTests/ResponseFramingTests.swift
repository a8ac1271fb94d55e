import HTTPTransport
import HTTPWire
import Testing

struct ResponseFramingTests {
    struct Case: Sendable {
        var method = HTTPMethod.get
        var version = HTTPVersion.http11
        var status = HTTPStatus.ok
        var length: Int?
        let body: ResponseFraming.Body
        var contentLength: Int?
    }

    @Test(arguments: [
        Case(length: 5, body: .length(5), contentLength: 5),
        Case(length: 0, body: .length(0), contentLength: 0),
        Case(body: .chunked),
        Case(version: .http10, body: .untilClose),
        Case(version: .http10, length: 5, body: .length(5), contentLength: 5),
        Case(method: .head, length: 5, body: .dropped, contentLength: 5),
        Case(method: .head, body: .dropped),
        Case(status: .noContent, length: 5, body: .dropped),
        Case(status: .notModified, length: 5, body: .dropped, contentLength: 5),
        Case(status: .notModified, body: .dropped),
    ])
    func `a response is framed as RFC 9112 section 6 says`(expected: Case) {
        let framing = ResponseFraming(
            method: expected.method,
            version: expected.version,
            status: expected.status,
            length: expected.length
        )
        #expect(framing.body == expected.body)
        #expect(framing.contentLength == expected.contentLength)
    }
}
