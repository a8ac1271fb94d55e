import HTTPTransport
import HTTPWire
import PlatformSupport
import TestSupport
import Testing

/// The way through a proxy.
///
/// The upstreams' names resolve nowhere, so that nothing can have gone around it.
struct UpstreamProxyTests {
    private static let okay = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"

    private static func configuration(_ environment: [String: String]) -> UpstreamConfiguration {
        UpstreamConfiguration(environment: environment)
    }

    /// Sends a request through a proxy that `script` plays, named by a `proxy-url` made from its port.
    private static func through(
        _ setting: @escaping @Sendable (UInt16) -> String,
        to url: String,
        fields: HTTPFields = [:],
        script: @escaping @Sendable (ScriptedUpstream) async throws -> Void,
        _ check: @escaping @Sendable (Result<UpstreamResponse, UpstreamError>) async throws -> Void
    ) throws {
        try withUpstream(script: script) { client, upstream in
            let proxy = try UpstreamProxy(setting: setting(upstream.port))
            let request = UpstreamRequest(.get, url, fields: fields, proxy: proxy)
            do throws(UpstreamError) {
                let response = try await client.send(request)
                try? await check(.success(response))
            } catch {
                try? await check(.failure(error))
            }
        }
    }

    @Test func `an http proxy is given the whole URL, and who we are to it`() throws {
        try Self.through({ "http://user:p%40ss@127.0.0.1:\($0)" }, to: "http://upstream.invalid/v1/x?y=z") { upstream in
            let peer = try await upstream.accept()
            let text = try await peer.receiveRequest()
            #expect(text.hasPrefix("GET http://upstream.invalid/v1/x?y=z HTTP/1.1\r\nHost: upstream.invalid\r\n"))
            // user:p@ss
            #expect(text.contains("Proxy-Authorization: Basic dXNlcjpwQHNz\r\n"))
            try await peer.send(Self.okay)
        } _: { result in
            let body = try await result.get().collect(limit: 2)
            #expect(body == Array("ok".utf8))
        }
    }

    @Test func `what is encrypted goes through a tunnel, and the proxy learns nothing but the name`() throws {
        let fields: HTTPFields = [.authorization: "Bearer secret"]
        try Self.through({ "http://127.0.0.1:\($0)" }, to: "https://upstream.invalid/", fields: fields) { upstream in
            let peer = try await upstream.accept()
            let text = try await peer.receiveRequest()
            #expect(text.hasPrefix("CONNECT upstream.invalid:443 HTTP/1.1\r\nHost: upstream.invalid:443\r\n"))
            #expect(!text.contains("secret"))
            try await peer.send("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")
            try await peer.awaitEnd()
        } _: { result in
            let error = #expect(throws: UpstreamError.self) { try result.get() }
            #expect(error?.kind == .proxy)
            #expect(error?.isBeforeRequest == true)
            #expect(error?.detail.contains("403") == true)
        }
    }

    @Test(.enabled(if: TestCertificate.tool != nil, "openssl is not installed"))
    func `a tunnel leads to the upstream`() throws {
        try withCertificate(names: "DNS:upstream.invalid") { loop, directory, certificate in
            let server = try await HelperServer(in: directory.path, on: loop) { port in
                [
                    TestCertificate.tool ?? "", "s_server", "-accept", "127.0.0.1:\(port)", "-key", certificate.key,
                    "-cert", certificate.certificate, "-www",
                ]
            }
            defer { withExtendedLifetime(server) {} }
            let proxy = try ScriptedUpstream(on: loop)
            let client = UpstreamClient(
                on: loop,
                configuration: Self.configuration([
                    "HTTPS_PROXY": proxy.url, "SSL_CERT_FILE": certificate.certificate,
                ])
            )
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    let peer = try await proxy.accept()
                    _ = try await peer.receiveRequest()
                    try await peer.send("HTTP/1.1 200 Connection established\r\nx-proxy: 1\r\n\r\n")
                    try await peer.tunnel(to: server.port, on: loop)
                }
                let response = try await client.send(UpstreamRequest(.get, "https://upstream.invalid/"))
                #expect(response.status == .ok)
                #expect(response.fields["x-proxy"] == nil)
                let text = String(decoding: try await response.collect(limit: 1 << 20), as: UTF8.self)
                #expect(text.contains("s_server"))
                client.close()
                group.cancelAll()
                while let _ = await group.nextResult() {}
            }
        }
    }

    @Test(.enabled(if: TestCertificate.tool != nil, "openssl is not installed"))
    func `an https proxy is spoken to in TLS, and must be trusted like an upstream`() throws {
        try withCertificate { loop, directory, certificate in
            // Answers every GET, also one with a whole URL.
            let proxy = try await HelperServer(in: directory.path, on: loop) { port in
                [
                    TestCertificate.tool ?? "", "s_server", "-accept", "127.0.0.1:\(port)", "-key", certificate.key,
                    "-cert", certificate.certificate, "-www",
                ]
            }
            defer { withExtendedLifetime(proxy) {} }
            let setting = try UpstreamProxy(setting: "https://localhost:\(proxy.port)")
            let request = UpstreamRequest(.get, "http://upstream.invalid/", proxy: setting)
            let stranger = UpstreamClient(on: loop, configuration: .bare)
            let error = await upstreamError { () throws(UpstreamError) in _ = try await stranger.send(request) }
            #expect(error?.kind == .proxy)
            stranger.close()
            let client = UpstreamClient(
                on: loop,
                configuration: Self.configuration(["SSL_CERT_FILE": certificate.certificate])
            )
            let response = try await client.send(request)
            #expect(response.status == .ok)
            client.close()
        }
    }

    @Test(arguments: ["socks5", "socks5h"])
    func `a socks5 proxy is given the upstream's name`(_ scheme: String) throws {
        try Self.through({ "\(scheme)://127.0.0.1:\($0)" }, to: "http://upstream.invalid:8080/x") { upstream in
            let peer = try await upstream.accept()
            let name = try await peer.playSOCKS()
            #expect(name == "upstream.invalid:8080")
            let text = try await peer.receiveRequest()
            #expect(text.hasPrefix("GET /x HTTP/1.1\r\nHost: upstream.invalid:8080\r\n"))
            try await peer.send(Self.okay)
        } _: { result in
            let body = try await result.get().collect(limit: 2)
            #expect(body == Array("ok".utf8))
        }
    }

    @Test func `a socks5 proxy that refuses is said to`() throws {
        try Self.through({ "socks5://127.0.0.1:\($0)" }, to: "http://upstream.invalid/") { upstream in
            let peer = try await upstream.accept()
            _ = try await peer.playSOCKS(answer: 4)
            try await peer.awaitEnd()
        } _: { result in
            let error = #expect(throws: UpstreamError.self) { try result.get() }
            #expect(error?.kind == .proxy)
        }
    }

    @Test func `a proxy where nobody listens is the proxy's fault, and its password stays ours`() throws {
        try EventLoop.run { loop in
            let port: UInt16
            do { port = try ScriptedUpstream(on: loop).port }
            let client = UpstreamClient(on: loop, configuration: .bare)
            for scheme in ["http", "socks5"] {
                let proxy = try UpstreamProxy(setting: "\(scheme)://me:hunter2@127.0.0.1:\(port)")
                let error = await upstreamError { () throws(UpstreamError) in
                    _ = try await client.send(UpstreamRequest(.get, "https://upstream.invalid/", proxy: proxy))
                }
                #expect(error?.kind == .proxy)
                #expect(error?.description.contains("127.0.0.1:\(port)") == true)
                #expect(error?.description.contains("hunter2") == false)
            }
            let proxy = try UpstreamProxy(setting: "http://proxy.invalid:3128")
            let error = await upstreamError { () throws(UpstreamError) in
                _ = try await client.send(UpstreamRequest(.get, "https://upstream.invalid/", proxy: proxy))
            }
            #expect(error?.kind == .proxy)
        }
    }

    @Test(arguments: ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
    func `the environment names a proxy`(_ variable: String) throws {
        try EventLoop.run { loop in
            let upstream = try ScriptedUpstream(on: loop)
            let client = UpstreamClient(on: loop, configuration: Self.configuration([variable: upstream.url]))
            async let response = client.send(UpstreamRequest(.get, "http://upstream.invalid/"))
            let peer = try await upstream.accept()
            let text = try await peer.receiveRequest()
            #expect(text.hasPrefix("GET http://upstream.invalid/ "))
            try await peer.send(Self.okay)
            let status = try await response.status
            #expect(status == .ok)
            client.close()
        }
    }

    @Test(arguments: ["127.0.0.1", "localhost", "127.1", "[::ffff:127.0.0.1]"])
    func `no proxy is ever asked for this machine itself`(_ host: String) throws {
        try EventLoop.run { loop in
            // A port where nobody listens: whoever asked there would fail.
            let dead: String
            do { dead = try ScriptedUpstream(on: loop).url }
            let environment = ["HTTP_PROXY": dead, "ALL_PROXY": dead]
            let client = UpstreamClient(on: loop, configuration: Self.configuration(environment))
            for proxy in [UpstreamProxy.environment, try UpstreamProxy(setting: dead)] {
                let upstream = try ScriptedUpstream(on: loop)
                async let response = client.send(
                    UpstreamRequest(.get, "http://\(host):\(upstream.port)/x", proxy: proxy)
                )
                let peer = try await upstream.accept()
                let text = try await peer.receiveRequest()
                #expect(text.hasPrefix("GET /x HTTP/1.1\r\n"))
                try await peer.send(Self.okay)
                let status = try await response.status
                #expect(status == .ok)
            }
            client.close()
        }
    }

    @Test func `NO_PROXY and a setting of direct go around the environment's proxy`() throws {
        try EventLoop.run { loop in
            let dead: String
            do { dead = try ScriptedUpstream(on: loop).url }
            let environment = ["ALL_PROXY": dead, "NO_PROXY": "other.example, .invalid"]
            let client = UpstreamClient(on: loop, configuration: Self.configuration(environment))
            for (url, proxy) in [("http://upstream.invalid/", nil), ("http://a.invalid/", UpstreamProxy.direct)] {
                let error = await upstreamError { () throws(UpstreamError) in
                    _ = try await client.send(UpstreamRequest(.get, url, proxy: proxy))
                }
                #expect(error?.kind == .cannotResolve)
            }
            client.close()
        }
    }
}

extension RawPeer {
    /// Plays a SOCKS5 proxy until it has answered the request to connect (RFC 1928).
    ///
    /// - Parameter answer: the reply; 0 is success.
    /// - Returns: where to; nothing more is sent or received.
    /// - Throws: when the client ends the connection.
    fileprivate func playSOCKS(answer: UInt8 = 0) async throws -> String {
        while received.count < 2 || received.count < 2 + Int(received[1]) { try await receiveOnce() }
        forget()
        try await send([5, 0])
        while received.count < 5 || received.count < 7 + Int(received[4]) { try await receiveOnce() }
        let request = received
        forget()
        try await send([5, answer, 0, 1, 0, 0, 0, 0, 0, 0])
        guard request[3] == 3 else { return "an address" }
        let end = 5 + Int(request[4])
        let port = Int(request[end]) << 8 | Int(request[end + 1])
        return String(decoding: request[5..<end], as: UTF8.self) + ":\(port)"
    }

    /// Carries bytes to another port and back until either side ends.
    fileprivate func tunnel(to port: UInt16, on loop: EventLoop) async throws {
        let other = try await RawPeer(to: .ipv4(host: "127.0.0.1", port: port), on: loop)
        while !isEnded, !other.isEnded {
            let isMoved = try await (pass(to: other), other.pass(to: self))
            if !isMoved.0, !isMoved.1 { try await awaitInput(or: other) }
        }
        other.close()
    }

    /// Passes on what is there; false when nothing is.
    private func pass(to other: RawPeer) async throws -> Bool {
        guard try receiveIfReady() else { return false }
        let bytes = received
        forget()
        try await other.send(bytes)
        return true
    }
}
