import HTTPTransport
import PlatformSupport

/// An upstream that a test plays by hand.
final class ScriptedUpstream: Sendable {
    let loop: EventLoop
    private let listener: ListeningSocket

    init(on loop: EventLoop) throws {
        self.loop = loop
        listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
    }

    var port: UInt16 { listener.localAddress.port ?? 0 }

    var url: String { "http://127.0.0.1:\(port)" }

    /// Whether somebody has connected and was not accepted; accepts them.
    var isConnectionWaiting: Bool {
        get throws { try listener.accept() != nil }
    }

    /// Waits for the next connection.
    func accept() async throws -> RawPeer {
        try await RawPeer(acceptingFrom: listener, on: loop)
    }
}

/// Runs a client against an upstream that `script` plays on the same loop.
///
/// - Parameters:
///   - configuration: the client's; without an environment, unless it says otherwise.
///   - script: gets the connections.
///   - body: makes the requests.
/// - Throws: what either of them throws.
func withUpstream(
    _ configuration: UpstreamConfiguration = .bare,
    script: @escaping @Sendable (ScriptedUpstream) async throws -> Void,
    _ body: @escaping @Sendable (UpstreamClient, ScriptedUpstream) async throws -> Void
) throws {
    try EventLoop.run { loop in
        let upstream = try ScriptedUpstream(on: loop)
        let client = UpstreamClient(on: loop, configuration: configuration)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await script(upstream) }
            try await body(client, upstream)
            try await group.waitForAll()
        }
        client.close()
    }
}

extension UpstreamConfiguration {
    /// What a client does by itself, with nothing from the environment of the tests.
    static var bare: UpstreamConfiguration { UpstreamConfiguration(environment: [:]) }
}

extension RawPeer {
    /// Receives a request up to the end of its head, and as many bytes of its body as it announces.
    func receiveRequest() async throws -> String {
        let head = try await receive { $0.contains("\r\n\r\n") }
        let end = head.firstRange(of: "\r\n\r\n")?.upperBound ?? head.endIndex
        let length = head[..<end].lowercased().firstRange(of: "content-length: ").flatMap { range in
            Int(head[..<end].lowercased()[range.upperBound...].prefix { $0.isNumber })
        }
        let total = head[..<end].utf8.count + (length ?? 0)
        while received.count < total, !isEnded {
            try await receiveOnce()
        }
        let text = self.text
        forget()
        return text
    }

    /// Waits until the client has ended the connection.
    func awaitEnd() async throws {
        while !isEnded {
            forget()
            try await receiveOnce()
        }
    }
}

/// The error that `body` ends with.
func upstreamError(
    _ body: () async throws(UpstreamError) -> Void
) async -> UpstreamError? {
    do throws(UpstreamError) {
        try await body()
        return nil
    } catch {
        return error
    }
}
