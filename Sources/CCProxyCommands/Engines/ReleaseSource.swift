import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel

/// The releases of cli-proxy-api as they are published.
///
/// libcurl is opened when the first request is made and not before, so that no other command pays for it.
struct ReleaseSource: Sendable {
    /// The page of releases, without a slash at the end.
    let page: String
    let environment: [String: String]

    private static let mostRedirects = 10
    /// The list of checksums of a release has about 1 kB.
    private static let longestList = 1 << 20
    /// No release comes near.
    private static let largestArchive: Int64 = 512 << 20

    /// The latest version, which the page itself leads to; no API is asked, so there is no limit on asking.
    func latest() throws(CommandFailure) -> ReleaseVersion {
        let address = try using { client in
            let response = try await client.send(UpstreamRequest(.get, "\(page)/latest", fields: Self.fields))
            response.cancel()
            guard response.status.isRedirect else { throw Self.refusal(response, "\(page)/latest") }
            return response.fields["location"] ?? ""
        }
        let tag = address.split(separator: "/").last.map(String.init) ?? ""
        if let version = ReleaseVersion(tag) { return version }
        throw CommandFailure(
            "\(page)/latest does not say which version is the latest",
            remedy: "name one: ccproxy engine install <version>"
        )
    }

    /// The checksums of a release.
    func checksums(of version: ReleaseVersion) throws(CommandFailure) -> ReleaseChecksums {
        let url = address(of: "checksums.txt", version)
        return try using { client in
            let response = try await follow(url, with: client)
            return ReleaseChecksums(try await response.collect(limit: Self.longestList))
        }
    }

    /// Downloads an asset into a file.
    ///
    /// - Parameters:
    ///   - name: the asset.
    ///   - version: of this release.
    ///   - file: the file, which is made or written over.
    ///   - progress: is told how many bytes have come, and of how many, where the server says so.
    /// - Throws: `CommandFailure`; what has come until then is in the file.
    func download(
        _ name: String,
        of version: ReleaseVersion,
        to file: String,
        progress: @escaping @Sendable (Int64, Int64?) -> Void
    ) throws(CommandFailure) {
        let url = address(of: name, version)
        try using { client in
            let response = try await follow(url, with: client)
            let total = response.fields["content-length"].flatMap { Int64($0) }
            let output = try Descriptor.create(file, mode: 0o600)
            var count: Int64 = 0
            while let piece = try await response.next() {
                count += Int64(piece.count)
                guard count <= Self.largestArchive else { throw CommandFailure("\(url) is larger than any release") }
                try Descriptor.writeAll(output.raw, piece)
                progress(count, total)
            }
        }
    }

    private func address(of name: String, _ version: ReleaseVersion) -> String {
        "\(page)/download/v\(version)/\(name)"
    }

    private static let fields: HTTPFields = ["accept": "*/*"]

    /// The answer that a chain of redirects ends in.
    private func follow(_ url: String, with client: UpstreamClient) async throws -> UpstreamResponse {
        var next = url
        for _ in 0...Self.mostRedirects {
            let response = try await client.send(UpstreamRequest(.get, next, fields: Self.fields))
            if response.status.isSuccess { return response }
            response.cancel()
            guard response.status.isRedirect, let location = response.fields["location"] else {
                throw Self.refusal(response, next)
            }
            next = try Self.target(location, from: next)
        }
        throw CommandFailure("\(url) leads from one place to the next without end")
    }

    /// Where a redirect leads; never from an encrypted connection to one that is not.
    static func target(_ location: String, from url: String) throws(CommandFailure) -> String {
        let origin = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3)
            .joined(separator: "/")
        let isSecure = url.hasPrefix("https://")
        if location.hasPrefix("https://") || !isSecure && location.hasPrefix("http://") { return location }
        if location.hasPrefix("/"), !location.hasPrefix("//") { return origin + location }
        throw CommandFailure("\(url) leads to \(location), where nothing is downloaded from")
    }

    private static func refusal(_ response: UpstreamResponse, _ url: String) -> CommandFailure {
        guard response.status.code == 404 else {
            return CommandFailure("\(url) answers with status \(response.status.code)", remedy: "try again later")
        }
        return CommandFailure(
            "there is no \(url)",
            remedy: "\(CLIProxyAPIRelease.page) shows which versions there are; a new one may not be complete yet"
        )
    }

    /// Does something with a client of its own, on a loop of its own.
    private func using<Answer: Sendable>(
        _ body: @escaping @Sendable (UpstreamClient) async throws -> Answer
    ) throws(CommandFailure) -> Answer {
        let configuration = UpstreamConfiguration(
            environment: environment,
            userAgent: "ccproxy/\(ProductVersion.text)"
        )
        do {
            return try EventLoop.run { loop in
                let client = UpstreamClient(on: loop, configuration: configuration)
                defer { client.close() }
                return try await body(client)
            }
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(
                "\(error)",
                remedy: "without a way to the internet: ccproxy engine install --from <archive>"
            )
        }
    }
}

extension HTTPStatus {
    fileprivate var isRedirect: Bool { [301, 302, 303, 307, 308].contains(Int(code)) }
}
