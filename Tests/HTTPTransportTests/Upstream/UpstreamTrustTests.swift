import HTTPTransport
import Testing

/// Where the certificate authorities are looked for, and what failures are called.
struct UpstreamTrustTests {
    private static let debian = "/etc/ssl/certs/ca-certificates.crt"

    private static func find(
        _ environment: [String: String],
        library: CertificateAuthorities = CertificateAuthorities(),
        existing: Set<String> = []
    ) -> CertificateAuthorities {
        CertificateAuthorities.find(environment: environment, library: library, exists: existing.contains)
    }

    @Test func `what the user names counts first, there or not`() {
        let library = CertificateAuthorities(file: Self.debian)
        let mine = Self.find(["CURL_CA_BUNDLE": "/a.pem", "SSL_CERT_FILE": "/b.pem"], library: library)
        #expect(mine == CertificateAuthorities(file: "/a.pem"))
        let openSSL = Self.find(["SSL_CERT_FILE": "/b.pem", "SSL_CERT_DIR": "/d", "CURL_CA_BUNDLE": ""])
        #expect(openSSL == CertificateAuthorities(file: "/b.pem", directory: "/d"))
        #expect(Self.find(["SSL_CERT_DIR": "/d"]) == CertificateAuthorities(directory: "/d"))
    }

    @Test func `the library's own choice is left alone where it works`() {
        let library = CertificateAuthorities(file: "/own.pem", directory: "/own")
        #expect(Self.find([:], library: library, existing: ["/own.pem"]) == CertificateAuthorities())
        #expect(Self.find(["SSL_CERT_FILE": ""], library: library, existing: ["/own"]) == CertificateAuthorities())
    }

    @Test func `a library from another system is told where this one keeps them`() {
        let library = CertificateAuthorities(file: "/elsewhere.pem")
        for file in CertificateAuthorities.wellKnownFiles {
            #expect(Self.find([:], library: library, existing: [file]) == CertificateAuthorities(file: file))
        }
        #expect(Self.find([:], library: library) == CertificateAuthorities())
    }

    private static func kind(
        _ code: Int,
        proxy: String? = nil,
        to url: String = "https://api.example/",
        status: Int = 0,
        hasHead: Bool = false
    ) throws -> UpstreamError.Kind {
        let choice = try UpstreamProxy(setting: proxy ?? "direct")
        let route = try UpstreamRoute(to: url, by: choice, ProxyEnvironment([:]))
        return CurlFailure(code: code, text: "reason", hasHead: hasHead, proxyStatus: status).error(route).kind
    }

    @Test(arguments: [
        (3, UpstreamError.Kind.invalidRequest), (5, .proxy), (6, .cannotResolve), (7, .cannotConnect),
        (28, .timedOut(.connect)),
        (35, .tls), (51, .tls), (58, .tls), (60, .tls), (77, .tls), (83, .tls), (91, .tls), (97, .proxy),
        (1, .malformedResponse),
        (8, .malformedResponse), (43, .malformedResponse), (100, .malformedResponse), (27, .library),
        (16, .noResponse), (52, .noResponse), (55, .noResponse), (56, .noResponse), (65, .noResponse),
        (92, .noResponse),
        (12345, .noResponse),
    ])
    func `a failure on the straight way has a name`(_ code: Int, _ kind: UpstreamError.Kind) throws {
        #expect(try Self.kind(code) == kind)
    }

    @Test(arguments: [16, 18, 52, 55, 56, 92, 12345])
    func `behind the head every failure is a response that broke off`(_ code: Int) throws {
        #expect(try Self.kind(code, hasHead: true) == .brokenOff)
    }

    @Test func `a proxy is blamed for what happens up to the tunnel, and for no more`() throws {
        for proxy in ["http://p:1", "https://p:1", "socks5://p:1"] {
            for code in [5, 6, 7, 97] { #expect(try Self.kind(code, proxy: proxy) == .proxy) }
            #expect(try Self.kind(28, proxy: proxy) == .timedOut(.connect))
        }
        for code in [7, 35, 52, 56, 60] {
            #expect(try Self.kind(code, proxy: "http://p:1", status: 407) == .proxy)
        }
        for code in [52, 55, 56] {
            #expect(try Self.kind(code, proxy: "http://p:1") == .proxy)
            #expect(try Self.kind(code, proxy: "http://p:1", status: 200) == .noResponse)
            #expect(try Self.kind(code, proxy: "http://p:1", to: "http://api.example/") == .noResponse)
            #expect(try Self.kind(code, proxy: "socks5://p:1") == .noResponse)
        }
        #expect(try Self.kind(60, proxy: "http://p:1", status: 200) == .tls)
        #expect(try Self.kind(60, proxy: "https://p:1") == .proxy)
        #expect(try Self.kind(60, proxy: "https://p:1", status: 200) == .tls)
        #expect(try Self.kind(60, proxy: "https://p:1", to: "http://api.example/") == .proxy)
        #expect(try Self.kind(60, proxy: "socks5://p:1") == .tls)
    }

    @Test func `a missing library comes with what to install`() {
        let text = CurlLibraryError.notInstalled(reason: "libcurl.so.4: cannot open shared object file").description
        for word in ["libcurl.so.4", "apt install libcurl4", "dnf install", "zypper", "pacman", "apk add"] {
            #expect(text.contains(word))
        }
        #expect(CurlLibraryError.tooOld(version: "7.29.0").description.contains("7.29.0"))
        #expect(CurlLibraryError.unusable(name: "x", reason: "it has no curl_easy_init").description.contains("x"))
    }

    @Test func `a library that is not there, or is another one, is told as such`() {
        let missing = #expect(throws: CurlLibraryError.self) { try CurlLibrary.load(["libccproxy-nothing.so.4"]) }
        guard case .notInstalled(let reason) = missing else { return #expect(Bool(false), "\(missing as Any)") }
        #expect(reason.contains("libccproxy-nothing.so.4"))
        // Every process has loaded this one, under one name or the other.
        let other = #expect(throws: CurlLibraryError.self) {
            try CurlLibrary.load(["libccproxy-nothing.so.4", "libm.so.6", "/usr/lib/libSystem.B.dylib"])
        }
        guard case .unusable(_, let missing) = other else { return #expect(Bool(false), "\(other as Any)") }
        #expect(missing.contains("curl_global_init"))
    }

    @Test func `the library of this system is found, and says what it is`() throws {
        let library = try CurlLibrary.open()
        #expect(library.number >> 16 >= 7)
        #expect(library.version.split(separator: ".").count >= 3)
        try EventLoop.run { loop in
            let text = try UpstreamClient(on: loop).prepare()
            #expect(text.hasPrefix("libcurl \(library.version), "))
        }
    }
}
