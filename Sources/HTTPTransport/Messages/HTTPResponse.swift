package import HTTPWire

/// A response with its whole body.
package struct HTTPResponse: Sendable, Equatable {
    package var head: HTTPResponseHead
    package var body: [UInt8]
    package var trailers: HTTPFields

    package init(head: HTTPResponseHead, body: [UInt8] = [], trailers: HTTPFields = [:]) {
        self.head = head
        self.body = body
        self.trailers = trailers
    }

    package init(_ status: HTTPStatus, fields: HTTPFields = [:], body: [UInt8] = []) {
        self.init(head: HTTPResponseHead(status: status, fields: fields), body: body)
    }

    /// A response with a text of its own.
    package init(_ status: HTTPStatus, text: String) {
        self.init(status, fields: [.contentType: "text/plain; charset=utf-8"], body: Array(text.utf8))
    }

    package var status: HTTPStatus { head.status }

    package var fields: HTTPFields { head.fields }

    /// The body as text; what is not UTF-8 becomes U+FFFD.
    package var text: String { String(decoding: body, as: UTF8.self) }
}
