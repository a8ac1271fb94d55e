import CLibCurl
import Synchronization

/// The libcurl of this system, opened when it is first needed.
package struct CurlLibrary: Sendable {
    /// As `0x075801` for 7.88.1.
    package let number: UInt32
    /// As "7.88.1".
    package let version: String
    /// The library that does TLS, as "OpenSSL/3.0.19"; nil when there is none.
    package let tls: String?
    /// Where it looks for certificate authorities unless it is told otherwise, as far as it says so.
    package let authorities: CertificateAuthorities
    private let features: Int32
    /// As `0x012900` for nghttp2 1.41.0.
    private let http2Number: UInt32

    /// The oldest that was tried: RHEL 8's.
    static let oldestVersion = "7.61.0"
    private static let oldestNumber: UInt32 = 0x07_3d_00

    /// Names in the order in which they are tried: the plain one, and what Debian calls those with other TLS
    /// libraries; then macOS's, whose file exists in the linker's cache only.
    private static let names = [
        "libcurl.so.4", "libcurl-gnutls.so.4", "libcurl-nss.so.4", "libcurl.4.dylib", "/usr/lib/libcurl.4.dylib",
    ]

    private static let opened = Mutex<CurlLibrary?>(nil)

    /// Opens the library, or says what it was opened as before.
    ///
    /// After a failure the next call tries again: the user may have installed it meanwhile. From any thread.
    package static func open() throws(CurlLibraryError) -> CurlLibrary {
        // Under the lock throughout, because curl_global_init may not run twice at once.
        let outcome = opened.withLock { opened -> Result<CurlLibrary, CurlLibraryError> in
            if let library = opened { return .success(library) }
            let outcome = Result { () throws(CurlLibraryError) in try load(names) }
            opened = try? outcome.get()
            return outcome
        }
        return try outcome.get()
    }

    /// Whether writing to a broken connection cannot raise SIGPIPE.
    ///
    /// libcurl sends with MSG_NOSIGNAL itself, but before 7.87 OpenSSL wrote to the socket by its own means
    /// (https://curl.se/libcurl/c/CURLOPT_NOSIGNAL.html). Such a version must be left to ignore the signal around each
    /// of its calls. One that resolves names without a thread would then use SIGALRM, which is worse.
    var needsNoSignals: Bool {
        number >= 0x07_57_00 || !has(CCPROXY_CURL_HAS_ASYNCHRONOUS_DNS)
    }

    var hasTLS: Bool { has(CCPROXY_CURL_HAS_TLS) }

    /// Whether it talks to SOCKS proxies without blocking the thread, as it does since 7.69.
    var hasSOCKS: Bool { number >= 0x07_45_00 }

    /// Whether it does HTTP/2 so well that it may.
    ///
    /// A slow reader makes us pause transfers. A paused HTTP/2 transfer never went on in libcurl 7.84 (curl issue 9180)
    /// and with nghttp2 before 1.41 (nghttp2 pull request 1444), and failed in 8.16 and 8.17 (curl issue 19334).
    package var hasHTTP2: Bool {
        let isBroken = number >> 8 == 0x07_54 || (0x08_10_00..<0x08_12_00).contains(number)
        return has(CCPROXY_CURL_HAS_HTTP2) && http2Number >= 0x01_29_00 && !isBroken
    }

    var hasSecureProxies: Bool { has(CCPROXY_CURL_HAS_HTTPS_PROXY) }

    private func has(_ feature: Int) -> Bool {
        features & Int32(truncatingIfNeeded: feature) != 0
    }

    /// Opens the first library of those names that is there.
    ///
    /// For `open`, and for tests with names of nothing and of other libraries.
    package static func load(_ names: [String]) throws(CurlLibraryError) -> CurlLibrary {
        var firstReason: String?
        for name in names {
            let (status, message) = open(name)
            switch status {
            case CCPROXY_CURL_OPENED: return try described()
            case CCPROXY_CURL_INCOMPLETE: throw .unusable(name: name, reason: "it has no \(message)")
            case CCPROXY_CURL_ABSENT: firstReason = firstReason ?? message
            default: throw .unusable(name: name, reason: message)
            }
        }
        throw .notInstalled(reason: firstReason ?? "")
    }

    private static func open(_ name: String) -> (status: Int, message: String) {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
            guard let message = buffer.baseAddress else { return (CCPROXY_CURL_ABSENT, name) }
            message.pointee = 0
            let status = ccproxy_curl_open(name, message, buffer.count)
            return (Int(status), String(cString: message))
        }
    }

    private static func described() throws(CurlLibraryError) -> CurlLibrary {
        let raw = ccproxy_curl_describe()
        let library = CurlLibrary(
            number: raw.number,
            version: String(cString: raw.version),
            tls: raw.tls.map { String(cString: $0) },
            authorities: CertificateAuthorities(
                file: raw.authority_file.map { String(cString: $0) },
                directory: raw.authority_directory.map { String(cString: $0) }
            ),
            features: raw.features,
            http2Number: raw.http2_number
        )
        guard library.number >= oldestNumber else { throw .tooOld(version: library.version) }
        return library
    }
}
