import PlatformSupport

/// One client of the proxy: sends a request, reads the answer to its end, and tells its owner.
final class LoadConnection: StreamMember {
    /// What the owner is told.
    struct Handlers {
        /// An answer has ended; its status.
        var didEnd: (LoadConnection, Int) -> Void = { _, _ in }
        /// So many more events of a stream have come.
        var didReceiveEvents: (LoadConnection, Int) -> Void = { _, _ in }
        /// The connection has ended, in the middle of an answer or not.
        var didClose: (LoadConnection) -> Void = { _ in }
    }

    var handlers = Handlers()
    private(set) var startTime = MonotonicTime.now
    private var reader = ResponseReader()

    init(to target: Target, on reactor: Reactor) throws {
        let address = SocketAddress.ipv4(host: "127.0.0.1", port: target.port)
        try super.init(try StreamSocket.connect(to: address), on: reactor)
    }

    func start(_ request: LoadRequest) {
        startTime = .now
        send(request.bytes)
    }

    override func receive(_ bytes: UnsafeRawBufferPointer) {
        let outcome = reader.read(bytes)
        if outcome.events > 0 { handlers.didReceiveEvents(self, outcome.events) }
        guard outcome.isComplete else { return }
        let status = reader.status
        reader = ResponseReader()
        handlers.didEnd(self, status)
    }

    override func didClose() {
        handlers.didClose(self)
    }
}
