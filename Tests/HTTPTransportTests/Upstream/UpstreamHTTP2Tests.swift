import HTTPTransport
import HTTPWire
import PlatformSupport
import TestSupport
import Testing

/// HTTP/2, against the server that comes with nghttp2.
@Suite(
    .enabled(
        if: HelperServer.find("nghttpd") != nil && TestCertificate.tool != nil
            && (try? CurlLibrary.open().hasHTTP2) == true,
        "nghttpd or openssl is not installed, or this libcurl does no HTTP/2"
    )
)
struct UpstreamHTTP2Tests {
    /// Runs `body` with a server for the files in a directory, and a client that trusts it.
    private static func withServer(
        _ body: @escaping @Sendable (UpstreamClient, String, TemporaryDirectory, EventLoop) async throws -> Void
    ) throws {
        try withCertificate { loop, directory, certificate in
            let server = try await HelperServer(in: directory.path, on: loop) { port in
                [
                    HelperServer.find("nghttpd") ?? "", "--address=127.0.0.1", "--htdocs=\(directory.path)",
                    "--echo-upload", String(port), certificate.key, certificate.certificate,
                ]
            }
            // It ends with its last use otherwise, which is before the body.
            defer { withExtendedLifetime(server) {} }
            let environment = ["SSL_CERT_FILE": certificate.certificate]
            let client = UpstreamClient(on: loop, configuration: UpstreamConfiguration(environment: environment))
            try await body(client, "https://localhost:\(server.port)", directory, loop)
            client.close()
        }
    }

    @Test func `TLS negotiates it, and head and body look like any other`() throws {
        try Self.withServer { client, url, directory, _ in
            try FileSystem.write("hello over two", atomicallyTo: directory.path("page.txt"), mode: 0o600)
            for _ in 0..<3 {
                let response = try await client.send(UpstreamRequest(.get, url + "/page.txt?x=1"))
                #expect(response.isHTTP2)
                #expect(response.status == .ok)
                #expect(response.head.version == .http11)
                #expect(response.fields[.contentLength] == "14")
                let body = try await response.collect(limit: 100)
                #expect(body == Array("hello over two".utf8))
            }
            let missing = try await client.send(UpstreamRequest(.get, url + "/missing"))
            #expect(missing.status == .notFound)
            let head = try await client.send(UpstreamRequest(.head, url + "/page.txt"))
            let nothing = try await head.next()
            #expect(nothing == nil)
        }
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 5_000_000])
    func `a body of any size goes there and back`(_ size: Int) throws {
        try Self.withServer { client, url, _, _ in
            let sent = (0..<size).map { UInt8(truncatingIfNeeded: $0 % 251) }
            let response = try await client.send(UpstreamRequest(.post, url + "/echo", body: .bytes(sent)))
            let body = try await response.collect(limit: size + 1)
            #expect(body == sent)
        }
    }

    @Test(arguments: [nil, 3_000_000])
    func `a streamed body goes there and back`(_ length: Int?) throws {
        try Self.withServer { client, url, _, loop in
            let stream = UpstreamBodyStream(length: length, on: loop)
            async let response = client.send(UpstreamRequest(.put, url + "/echo", body: .stream(stream)))
            for number in 0..<30 {
                try await stream.write([UInt8](repeating: UInt8(number), count: 100_000)[...])
                if number % 10 == 0 { try await loop.sleep(for: .milliseconds(5)) }
            }
            stream.finish()
            let body = try await response.collect(limit: 3_000_000)
            #expect(body.count == 3_000_000)
            #expect(body.last == 29)
        }
    }

    @Test func `a reader that stops holds little, stops no neighbour, and gets everything in the end`() async {
        // In a process of its own, so that its memory is nobody else's.
        await #expect(processExitsWith: .success) {
            try Self.readSlowly()
        }
    }

    private static func readSlowly() throws {
        try withServer { client, url, directory, loop in
            let size = 200 << 20
            try FileSystem.write([UInt8](repeating: 7, count: size), atomicallyTo: directory.path("large"), mode: 0o600)
            try FileSystem.write("small", atomicallyTo: directory.path("small"), mode: 0o600)
            let slow = try await client.send(UpstreamRequest(.get, url + "/large"))
            let before = try #require(Memory.resident)
            for _ in 0..<20 {
                let response = try await client.send(UpstreamRequest(.get, url + "/small"))
                let body = try await response.collect(limit: 5)
                #expect(body == Array("small".utf8))
            }
            var count = 0
            var pieces = 0
            while let chunk = try await slow.next() {
                count += chunk.count
                pieces += 1
                // A break now and then, so that it is paused many times, and for longer than a moment.
                if pieces % 100 == 0 { try await loop.sleep(for: .milliseconds(5)) }
            }
            #expect(count == size)
            #expect(try #require(Memory.resident) - before < 16 << 20)
        }
    }

    @Test func `a cancelled exchange leaves the others and the next ones alone`() throws {
        try Self.withServer { client, url, directory, loop in
            try FileSystem.write(
                [UInt8](repeating: 7, count: 5 << 20),
                atomicallyTo: directory.path("large"),
                mode: 0o600
            )
            for _ in 0..<10 {
                let kept = try await client.send(UpstreamRequest(.get, url + "/large"))
                do {
                    let dropped = try await client.send(UpstreamRequest(.get, url + "/large"))
                    _ = try await dropped.next()
                }
                #expect(client.activeCount <= 1)
                let body = try await kept.collect(limit: 5 << 20)
                #expect(body.count == 5 << 20)
            }
        }
    }
}
