import HTTPTransport
import HTTPWire
import PlatformSupport
import TestSupport

/// A provider of accounts, played by a process, and a person with a browser who has one there.
final class IdentityProvider {
    /// Where it listens.
    let url: String
    private let handle: ProcessHandle
    private let input: OwnedDescriptor
    private let output: OwnedDescriptor

    /// Starts it; the words are those of `FakeIdentityProviderServer`.
    init(_ words: String...) throws {
        let program = try BuiltProducts.path(of: "FakeIdentityProviderServer")
        let input = try Pipe()
        let output = try Pipe()
        handle = try ProcessHandle.spawn(
            SpawnRequest(
                executable: program,
                arguments: [program] + words,
                environment: [:],
                workingDirectory: "/",
                standardInput: input.readEnd.raw,
                standardOutput: output.writeEnd.raw
            )
        )
        self.input = input.keepWriteEnd()
        let reader = output.keepReadEnd()
        var line: [UInt8] = []
        while line.last != UInt8(ascii: "\n") {
            guard try Descriptor.waitUntilReadable(reader.raw, timeout: .seconds(60)) else {
                throw Unexpected("the identity provider does not say where it listens")
            }
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256, alignment: 1)
            defer { buffer.deallocate() }
            let count = try Descriptor.read(reader.raw, into: buffer)
            guard count > 0 else { throw Unexpected("the identity provider has ended") }
            line += buffer[..<count]
        }
        self.output = reader
        url = String(decoding: line.dropLast().dropFirst("listening on ".utf8.count), as: UTF8.self)
    }

    deinit {
        try? handle.signal(.kill)
        handle.waitUntilEnded(timeout: .seconds(5))
        _ = handle.reap()
    }

    /// What makes our engine sign in here.
    func environment(_ kind: String = "CODEX") -> [String: String] {
        [
            "CCPROXY_OAUTH_\(kind)_AUTHORIZE_URL": "\(url)/oauth/authorize",
            "CCPROXY_OAUTH_\(kind)_TOKEN_URL": "\(url)/oauth/token", "CCPROXY_OAUTH_\(kind)_DEVICE_URL": url,
        ]
    }

    /// Opens the address that a terminal shows, and gives where the browser is sent back to.
    func visit(shownOn screen: String) throws -> String {
        guard let start = screen.firstRange(of: "\(url)/oauth/authorize?")?.lowerBound else {
            throw Unexpected("no address to open on the terminal:\n\(screen)")
        }
        let address = String(screen[start...].prefix { !$0.isWhitespace })
        let port = UInt16(url.split(separator: ":").last ?? "") ?? 0
        guard let location = try open(address, port: port).fields["location"] else {
            throw Unexpected("the identity provider does not send the browser back")
        }
        return location
    }

    /// Opens any address of this machine.
    @discardableResult
    func open(_ address: String, port: UInt16) throws -> HTTPResponse {
        let rest = address.dropFirst("http://".count)
        let authority = rest.prefix { $0 != "/" }
        var client = BlockingHTTPClient(to: .ipv4(host: "127.0.0.1", port: port))
        let request = HTTPClientRequest(
            .get,
            String(rest.dropFirst(authority.count)),
            fields: ["host": String(authority)]
        )
        return try client.exchange(request, timeout: .seconds(60))
    }
}
