import HTTPTransport
import HTTPWire
import PlatformSupport

/// Our server and our upstream client with nothing between them.
enum Relay {
    /// Serves on a port until it is ended.
    static func run(port: UInt16, upstream: String) throws {
        try EventLoop.run { loop in
            let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: port))
            let client = UpstreamClient(on: loop)
            let server = HTTPServer(listener, on: loop) { request, response in
                try await relay(request, to: upstream, by: client, response)
            }
            try await server.run()
        }
    }

    private static func relay(
        _ request: HTTPRequest,
        to upstream: String,
        by client: UpstreamClient,
        _ response: consuming ResponseWriter
    ) async throws {
        var fields = request.fields
        fields[.host] = nil
        let body = try await request.readBody(limit: 32 << 20)
        let answer = try await client.send(
            UpstreamRequest(
                request.method,
                upstream + request.head.target,
                fields: fields,
                body: body.isEmpty ? .none : .bytes(body)
            )
        )
        var answerFields = answer.fields
        for name in [HTTPFieldName.connection, .transferEncoding, .date] {
            answerFields.remove(name)
        }
        // Together with the first of the body: an event stream's first event comes with its head, or soon after.
        let writer = try await response.start(answer.status, fields: answerFields, flush: false)
        while let chunk = try await answer.next() {
            try await writer.write(chunk)
        }
        try await writer.finish()
    }
}
