import HTTPTransport
import HTTPWire
import PlatformSupport
import Testing

struct HTTPServerTests {
    @Test func `requests on a kept connection are answered one after the other`() throws {
        try withServer { request, response in
            try await response.respond(.ok, fields: [.contentType: "text/plain"], body: Array(request.path.utf8))
        } _: { loop, server in
            let connection = HTTPConnection(to: server.localAddress, on: loop)
            for path in ["/a", "/b", "/c"] {
                let response = try await connection.exchange(HTTPClientRequest(.get, path))
                #expect(response.status == .ok)
                #expect(response.text == path)
                #expect(response.fields[.contentLength] == "2")
                #expect(response.fields[.date] != nil)
                #expect(server.connectionCount == 1)
                #expect(connection.isConnected)
            }
        }
    }
}
