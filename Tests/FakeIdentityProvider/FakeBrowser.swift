package import HTTPTransport
internal import HTTPWire
package import PlatformSupport

/// A person with a browser: opens the authorization page and follows where it leads.
package struct FakeBrowser: Sendable {
    private let loop: EventLoop

    /// A browser whose connections live on that loop.
    package init(on loop: EventLoop) {
        self.loop = loop
    }

    /// Opens an address of this machine.
    ///
    /// - Parameters:
    ///   - url: the address.
    ///   - address: where to go instead, as a forwarded port would.
    ///   - part: what a page wants it for, as `Sec-Fetch-Dest` has it; nil for a browser that does not say.
    /// - Returns: the status, where the page sends on to, and what it shows.
    /// - Throws: when nobody answers there.
    package func open(
        _ url: some StringProtocol,
        over address: SocketAddress? = nil,
        fetching part: String? = nil
    ) async throws -> (status: Int, location: String?, text: String) {
        let rest = url.dropFirst("http://".count)
        let authority = rest.prefix { $0 != "/" }
        let port = authority.split(separator: ":").last.flatMap { UInt16($0) } ?? 80
        let connection = HTTPConnection(to: address ?? .ipv4(host: "127.0.0.1", port: port), on: loop)
        var fields: HTTPFields = ["host": String(authority)]
        if let part { fields["sec-fetch-dest"] = part }
        let response = try await connection.exchange(
            HTTPClientRequest(.get, String(rest.dropFirst(authority.count)), fields: fields),
            deadline: .now + .seconds(60)
        )
        return (response.status.code, response.fields["location"], String(decoding: response.body, as: UTF8.self))
    }

    /// Consents at the authorization page.
    ///
    /// - Returns: the address that the browser is sent back to; nil when the page does not send it anywhere.
    package func consent(_ url: String) async throws -> String? {
        try await open(url).location
    }
}
