import HTTPWire

/// Decides whether a request may come in at all, before anything else is looked at.
///
/// Whoever can make a browser send requests to this machine gets no further than here: names that DNS could turn into
/// loopback, pages of other origins, and everybody without a key.
struct ClientGate: Sendable {
    /// Why a request is turned away.
    enum Refusal: Equatable {
        /// The request is for another host.
        case wrongHost
        /// A page of another origin has made it.
        case foreignOrigin
        case missingKey
        case wrongKey
    }

    private let keys: [Secret]
    /// Whether addresses of the network count as names of this machine, because it listens there on purpose.
    private let acceptsAddresses: Bool

    init(keys: [Secret], host: String) {
        self.keys = keys
        acceptsAddresses = !LoopbackName.isLoopback(host: host)
    }

    /// Judges where a request says that it is going and where it comes from; nil when there is nothing against it.
    func refusalOfOrigin(_ head: HTTPRequestHead) -> Refusal? {
        if isPlainlyOurs(head) { return nil }
        guard let authority = authority(of: head), isOurs(authority) else { return .wrongHost }
        for origin in head.fields.values(of: "origin") where !isSame(origin, as: authority) {
            return .foreignOrigin
        }
        // Fetch Metadata: a browser says so when another site is behind a request without `Origin`.
        if let site = head.fields["sec-fetch-site"], site == "cross-site", !isNavigation(head) { return .foreignOrigin }
        return nil
    }

    /// Whether a request is what all programs send that are no browser: found out without making a text of anything.
    private func isPlainlyOurs(_ head: HTTPRequestHead) -> Bool {
        guard head.target.utf8.first == UInt8(ascii: "/"), head.fields.count(of: .host) == 1,
            !head.fields.contains("origin"), !head.fields.contains("sec-fetch-site")
        else { return false }
        return head.fields.withValue(of: .host) { value in
            Self.usualHosts.contains { host in
                guard value.count > host.utf8CodeUnitCount else { return false }
                for index in 0..<host.utf8CodeUnitCount where value[index] != host.utf8Start[index] { return false }
                let port = value[host.utf8CodeUnitCount...]
                return port.count <= 5 && port.allSatisfy { (0x30...0x39).contains($0) }
            }
        } ?? false
    }

    private static let usualHosts: [StaticString] = ["127.0.0.1:", "localhost:"]

    /// Judges the key of a request to the proxy paths; nil when it is one of the configured ones.
    ///
    /// It may come as `Authorization: Bearer`, `x-api-key` or `x-goog-api-key`, and never in the URL. Several are no
    /// fault as long as one is right: Claude Code sends two when two are set.
    func refusalOfKey(_ fields: HTTPFields) -> Refusal? {
        var hasKey = false
        var isRight = false
        fields.withValue(of: .authorization) { value in
            guard let token = bearerToken(value) else { return }
            hasKey = true
            if isKey(token) { isRight = true }
        }
        for name: HTTPFieldName in ["x-api-key", "x-goog-api-key"] where !isRight {
            fields.withValue(of: name) { value in
                hasKey = hasKey || !value.isEmpty
                if isKey(value) { isRight = true }
            }
        }
        if isRight { return nil }
        return hasKey ? .wrongKey : .missingKey
    }

    /// Compares with every key, so that the time tells neither which matched nor how well.
    private func isKey(_ candidate: UnsafeBufferPointer<UInt8>) -> Bool {
        var isFound = false
        for key in keys where key.matches(candidate) {
            isFound = true
        }
        return isFound
    }

    /// The one authority that a request is for; nil when it names none, or two.
    private func authority(of head: HTTPRequestHead) -> String? {
        let hosts = head.fields.values(of: .host)
        guard hosts.count <= 1 else { return nil }
        if head.target.utf8.first == UInt8(ascii: "/") || head.target == "*" { return hosts.first }
        // Absolute form (RFC 9112 §3.2.2): what stands in the target counts, and a `Host` beside it must not differ.
        guard let start = head.target.firstRange(of: "://") else { return nil }
        let authority = String(head.target[start.upperBound...].prefix { $0 != "/" && $0 != "?" })
        guard hosts.first.map({ $0.lowercased() == authority.lowercased() }) ?? true else { return nil }
        return authority
    }

    private func isOurs(_ authority: String) -> Bool {
        guard let host = LoopbackName.host(of: authority) else { return false }
        return LoopbackName.isLoopback(host: host) || (acceptsAddresses && LoopbackName.isNumeric(host: host))
    }

    private func isSame(_ origin: String, as authority: String) -> Bool {
        origin.lowercased() == "http://\(authority)".lowercased()
    }

    /// Whether somebody has followed a link: pages may be opened from anywhere.
    private func isNavigation(_ head: HTTPRequestHead) -> Bool {
        head.method == .get && head.fields["sec-fetch-mode"] == "navigate"
    }
}

/// The token of an `Authorization: Bearer …` value (RFC 6750 §2.1); nil when it is something else.
func bearerToken(_ value: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    let scheme: StaticString = "bearer "
    let count = scheme.utf8CodeUnitCount
    guard value.count > count else { return nil }
    for index in 0..<count where value[index] | 0x20 != scheme.utf8Start[index] { return nil }
    return UnsafeBufferPointer(rebasing: value[count...])
}
