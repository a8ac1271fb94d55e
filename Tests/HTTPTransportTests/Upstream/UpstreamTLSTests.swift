import HTTPTransport
import HTTPWire
import PlatformSupport
import TestSupport
import Testing

/// Whom we believe to be who they say they are.
@Suite(.enabled(if: TestCertificate.tool != nil, "openssl is not installed"))
struct UpstreamTLSTests {
    /// A server that answers every GET with a page about the connection, over HTTP/1.0.
    private static func server(
        in directory: TemporaryDirectory,
        with certificate: TestCertificate,
        on loop: EventLoop
    ) async throws -> HelperServer {
        try await HelperServer(in: directory.path, on: loop) { port in
            [
                TestCertificate.tool ?? "", "s_server", "-accept", "127.0.0.1:\(port)", "-key", certificate.key,
                "-cert", certificate.certificate, "-www", "-alpn", "http/1.1",
            ]
        }
    }

    private static func client(on loop: EventLoop, environment: [String: String]) -> UpstreamClient {
        UpstreamClient(on: loop, configuration: UpstreamConfiguration(environment: environment))
    }

    @Test(arguments: ["SSL_CERT_FILE", "CURL_CA_BUNDLE"])
    func `a server whose authority the environment names is trusted`(_ variable: String) throws {
        try withCertificate { loop, directory, certificate in
            let server = try await Self.server(in: directory, with: certificate, on: loop)
            defer { withExtendedLifetime(server) {} }
            let client = Self.client(on: loop, environment: [variable: certificate.certificate])
            for host in ["127.0.0.1", "localhost"] {
                let response = try await client.send(UpstreamRequest(.get, "https://\(host):\(server.port)/"))
                #expect(response.status == .ok)
                #expect(!response.isHTTP2)
                let text = String(decoding: try await response.collect(limit: 1 << 20), as: UTF8.self)
                #expect(text.contains("TLSv1."))
            }
            client.close()
        }
    }

    @Test func `a server of unknown authority is not`() throws {
        try withCertificate { loop, directory, certificate in
            let server = try await Self.server(in: directory, with: certificate, on: loop)
            defer { withExtendedLifetime(server) {} }
            let client = Self.client(on: loop, environment: [:])
            let error = await upstreamError { () throws(UpstreamError) in
                _ = try await client.send(UpstreamRequest(.get, "https://localhost:\(server.port)/"))
            }
            #expect(error?.kind == .tls)
            #expect(error?.isBeforeRequest == true)
            #expect(error?.description.contains("SSL_CERT_FILE") == true)
            client.close()
        }
    }

    @Test func `a trusted server with another name is not`() throws {
        try withCertificate(names: "DNS:other.example") { loop, directory, certificate in
            let server = try await Self.server(in: directory, with: certificate, on: loop)
            defer { withExtendedLifetime(server) {} }
            let client = Self.client(on: loop, environment: ["SSL_CERT_FILE": certificate.certificate])
            let error = await upstreamError { () throws(UpstreamError) in
                _ = try await client.send(UpstreamRequest(.get, "https://localhost:\(server.port)/"))
            }
            #expect(error?.kind == .tls)
            client.close()
        }
    }

    @Test func `an authority file that is not there is an error, not a reason to trust others`() throws {
        try withCertificate { loop, directory, certificate in
            let server = try await Self.server(in: directory, with: certificate, on: loop)
            defer { withExtendedLifetime(server) {} }
            let client = Self.client(on: loop, environment: ["SSL_CERT_FILE": directory.path("missing.pem")])
            let error = await upstreamError { () throws(UpstreamError) in
                _ = try await client.send(UpstreamRequest(.get, "https://localhost:\(server.port)/"))
            }
            #expect(error?.kind == .tls)
            #expect(error?.detail.contains("missing.pem") == true)
            client.close()
        }
    }

    @Test func `a server that does not speak TLS is no trusted one`() throws {
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            try await peer.receiveOnce()
            try await peer.send("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n")
            try await peer.awaitEnd()
        } _: { client, upstream in
            let error = await upstreamError { () throws(UpstreamError) in
                _ = try await client.send(UpstreamRequest(.get, "https://127.0.0.1:\(upstream.port)/"))
            }
            #expect(error?.kind == .tls)
        }
    }
}
