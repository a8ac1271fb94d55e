import PlatformSupport

/// An Anthropic API that answers at once and always the same: the floor under every proxy.
final class FakeUpstream: Reactor.Member {
    /// What a request asks for, by the `user_id` at the beginning of its body.
    enum Case: String {
        /// One message.
        case message
        /// A stream of 200 events, as fast as the kernel takes them.
        case stream
        /// The same, an event each time that `advance` is called.
        case paced
        /// Half a gigabyte.
        case bulk
        /// A stream that goes on after its first event when `release` is called.
        case held
        /// OpenAI's Responses events, as many as `stream` has.
        case responses = "gpt-stream"
        /// A few of them.
        case response = "gpt-message"
    }

    private let listener: ListeningSocket
    private let reactor: Reactor
    private var connections: [ObjectIdentifier: UpstreamConnection] = [:]
    /// Streams that wait for `advance` or `release`.
    private var waiting: [UpstreamConnection] = []

    init(on reactor: Reactor, port: UInt16 = 0) throws {
        self.reactor = reactor
        listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: port))
        super.init()
        try reactor.add(self, listener.descriptor)
    }

    var port: UInt16 { listener.localAddress.port ?? 0 }

    var url: String { "http://127.0.0.1:\(port)" }

    override func handle(_ event: PollEvent) {
        while let socket = try? listener.accept() {
            guard let connection = try? UpstreamConnection(socket, on: reactor, of: self) else { continue }
            connections[ObjectIdentifier(connection)] = connection
        }
    }

    func forget(_ connection: UpstreamConnection) {
        connections[ObjectIdentifier(connection)] = nil
        waiting.removeAll { $0 === connection }
    }

    func wait(_ connection: UpstreamConnection) {
        waiting.append(connection)
    }

    /// How many streams are held.
    var heldCount: Int { waiting.count }

    /// Sends the next event of every paced stream.
    func advance() {
        for connection in waiting {
            connection.sendNextEvent()
        }
        waiting.removeAll { !$0.isStreaming }
    }

    /// Ends every held stream.
    func release() {
        let held = waiting
        waiting = []
        for connection in held {
            connection.sendRest()
        }
    }
}
