import PlatformSupport

/// Serves a fake engine's port, all clients and timers in one loop.
final class EngineServer {
    private static let signalToken: UInt64 = 0
    private static let listenerToken: UInt64 = 1

    private let behaviour: Behaviour
    private let signals: EngineSignals
    private let poller: Poller
    private var listener: ListeningSocket?
    private var routes: EngineRoutes
    private var connections: [UInt64: EngineConnection] = [:]
    private var lastToken = EngineServer.listenerToken
    private var timers = EngineTimers()
    private var answered = 0
    private var isWedged: Bool

    /// Begins with a listening socket (none: it has left that to its child) and the source of signals.
    init(
        listener: consuming ListeningSocket?,
        signals: EngineSignals,
        routes: EngineRoutes,
        behaviour: Behaviour
    ) throws(SystemError) {
        self.signals = signals
        self.routes = routes
        self.behaviour = behaviour
        isWedged = behaviour.isWedged
        poller = try Poller()
        self.listener = listener
    }

    /// Serves until a signal or a timer ends the process.
    func run(crashes: Bool) throws(SystemError) -> Never {
        if crashes, let delay = behaviour.crashAfter { timers.add(.crash, in: delay) }
        try poller.add(signals.descriptor, token: Self.signalToken, for: .read, trigger: .edge)
        if let descriptor = listenerDescriptor {
            try poller.add(descriptor, token: Self.listenerToken, for: .read, trigger: .edge)
        }
        while true {
            try poller.wait(nanoseconds: timers.untilNext) { handle($0) }
            for event in timers.takeDue() { handle(event) }
        }
    }

    private var listenerDescriptor: CInt? {
        switch listener {
        case .some(let listener): listener.descriptor
        case .none: nil
        }
    }

    private func handle(_ event: PollEvent) {
        switch event.token {
        case Self.signalToken:
            while let signal = signals.next() { handle(signal) }
        case Self.listenerToken: acceptAll()
        default:
            if event.isWritable { send([], on: event.token) }
            if event.isReadable { receive(on: event.token) }
        }
    }

    private func handle(_ signal: Signal) {
        switch signal {
        case .user1: isWedged = true
        case .quit:
            try? Descriptor.writeAll(2, "SIGQUIT: quit\n")
            CurrentProcess.exit(2)
        default:
            guard behaviour.terminateDelay > 0 else { CurrentProcess.exit(0) }
            // As Go's Shutdown does: nobody new is let in, and then it takes its time.
            if let listenerDescriptor { poller.remove(listenerDescriptor) }
            listener = nil
            timers.add(.exit, in: behaviour.terminateDelay)
        }
    }

    private func handle(_ event: EngineTimers.Event) {
        switch event {
        case .crash:
            EngineLog.write("error", "a crash, as the test wants", source: "crash.go:1")
            behaviour.crash.happen()
        case .exit: CurrentProcess.exit(0)
        case .answer(let response, let keepsAlive, let withBody, let token):
            finish(response.bytes(keepsAlive: keepsAlive, withBody: withBody), keepsAlive: keepsAlive, on: token)
            answerNext(on: token)
        case .streamEvent(let number, let keepsAlive, let token):
            guard !isWedged else { return }
            sendEvent(number, keepsAlive: keepsAlive, on: token)
            answerNext(on: token)
        }
    }
}

extension EngineServer {
    // MARK: Bytes

    private func acceptAll() {
        while let socket = acceptOne() {
            let connection = EngineConnection(socket)
            lastToken += 1
            connections[lastToken] = connection
            try? poller.add(connection.descriptor, token: lastToken, for: [.read, .write], trigger: .edge)
        }
    }

    private func acceptOne() -> OwnedDescriptor? {
        switch listener {
        case .some(let listener): try? listener.accept()
        case .none: nil
        }
    }

    private func receive(on token: UInt64) {
        guard let connection = connections[token] else { return }
        if isWedged { connection.isWedged = true }
        let isThere = connection.receive()
        answerNext(on: token)
        // A client that has sent its end may still read; one that is busy notices at its next event.
        if !isThere, !connection.isBusy { end(token) }
    }

    private func send(_ bytes: [UInt8], on token: UInt64) {
        guard let connection = connections[token] else { return }
        if !connection.send(bytes) || connection.isDone { end(token) }
    }

    private func end(_ token: UInt64) {
        guard let connection = connections.removeValue(forKey: token) else { return }
        poller.remove(connection.descriptor)
    }
}

extension EngineServer {
    // MARK: Answers

    /// Answers the requests that are there, until one takes time.
    private func answerNext(on token: UInt64) {
        while !isWedged, let connection = connections[token], !connection.isBusy, !connection.input.isEmpty {
            switch EngineRequest.read(connection.input) {
            case .incomplete: return
            case .unreadable:
                let response = EngineResponse(400, "400 Bad Request", contentType: "text/plain")
                return finish(response.bytes(keepsAlive: false, withBody: true), keepsAlive: false, on: token)
            case .complete(let request, let length):
                connection.input.removeFirst(length)
                answer(request, connection, token)
            }
        }
    }

    private func answer(_ request: EngineRequest, _ connection: EngineConnection, _ token: UInt64) {
        if let limit = behaviour.wedgeAfter, answered >= limit {
            isWedged = true
            return
        }
        answered += 1
        connection.isBusy = true
        let keepsAlive = request.keepsAlive
        switch routes.reply(to: request) {
        case .answer(let response):
            log(request, response.status)
            let withBody = request.method != "HEAD"
            guard behaviour.answerDelay > 0 else {
                let bytes = response.bytes(keepsAlive: keepsAlive, withBody: withBody)
                return finish(bytes, keepsAlive: keepsAlive, on: token)
            }
            timers.add(
                .answer(response, keepsAlive: keepsAlive, withBody: withBody, connection: token),
                in: behaviour.answerDelay
            )
        case .stream:
            log(request, 200)
            let head = EngineResponse.head(200, contentType: "text/event-stream", keepsAlive: keepsAlive)
            let opening = Array((head + "Transfer-Encoding: chunked\r\n\r\n").utf8) + Self.chunk(EngineMessage.opening)
            send(opening, on: token)
            sendEvent(0, keepsAlive: keepsAlive, on: token)
        case .garbage: finish(Array("\u{1}\u{2}this is no HTTP\r\n\r\n".utf8), keepsAlive: false, on: token)
        case .close: end(token)
        case .wedge: connection.isWedged = true
        }
    }

    /// Sends the content event with this number and plans the next, or ends the stream.
    private func sendEvent(_ number: Int, keepsAlive: Bool, on token: UInt64) {
        guard let connection = connections[token] else { return }
        guard number < behaviour.streamEvents else {
            let ending = Self.chunk(EngineMessage.closing(number)) + Array("0\r\n\r\n".utf8)
            return finish(ending, keepsAlive: keepsAlive, on: token)
        }
        // A client that does not read gets no more until it does.
        let isBehind = connection.output.count > 1 << 18
        if !isBehind { send(Self.chunk(EngineMessage.delta(number)), on: token) }
        timers.add(
            .streamEvent(number: isBehind ? number : number + 1, keepsAlive: keepsAlive, connection: token),
            in: isBehind ? max(behaviour.streamInterval, 5) : behaviour.streamInterval
        )
    }

    /// Sends the end of an answer.
    private func finish(_ bytes: [UInt8], keepsAlive: Bool, on token: UInt64) {
        connections[token]?.isBusy = !keepsAlive
        connections[token]?.endsAfterOutput = !keepsAlive
        send(bytes, on: token)
    }

    private static func chunk(_ text: String) -> [UInt8] {
        Array((String(text.utf8.count, radix: 16) + "\r\n" + text + "\r\n").utf8)
    }

    /// The probes of a supervisor are too many to be worth a line.
    private func log(_ request: EngineRequest, _ status: Int) {
        guard request.path != "/healthz", request.path != "/" else { return }
        let message = "\(status) | 127.0.0.1 | \(request.method) \"\(request.path)\""
        EngineLog.write("info", message, source: "gin_logger.go:94")
    }
}
