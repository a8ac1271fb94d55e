package import HTTPWire

/// A request to be sent, with its whole body.
package struct HTTPClientRequest: Sendable, Equatable {
    package var method: HTTPMethod
    package var target: String
    /// Fields of the caller's.
    ///
    /// `Host` and `Content-Length` are added where they are missing and needed.
    package var fields: HTTPFields
    package var body: [UInt8]

    package init(_ method: HTTPMethod = .get, _ target: String, fields: HTTPFields = [:], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
    }

    /// Whether we ask the server to close the connection behind the response.
    var wantsClose: Bool { fields.hasElement("close", in: .connection) }

    /// The request as it goes over the wire, all but the body.
    ///
    /// - Parameter authority: stands in `Host` unless the caller has set that.
    /// - Returns: request line, fields and the empty line.
    func serializedHead(authority: String) -> [UInt8] {
        var head = HTTPRequestHead(method: method, target: target, fields: fields)
        head.fields.remove(.transferEncoding)
        head.fields.remove(.contentLength)
        var output: [UInt8] = []
        output.reserveCapacity(256)
        head.serializeOpen(into: &output)
        if !head.fields.contains(.host) { output.append(uncheckedField: "host", authority) }
        // RFC 9110 §8.6: zero is said for methods that usually have content, and for no others.
        if !body.isEmpty || method == .post || method == .put || method == .patch {
            output.append(uncheckedField: "content-length", decimal: body.count)
        }
        output.append(0x0D)
        output.append(0x0A)
        return output
    }
}
