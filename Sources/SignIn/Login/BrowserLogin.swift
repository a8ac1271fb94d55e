internal import HTTPTransport
internal import HTTPWire
internal import PlatformSupport
internal import ProxyModel

/// The authorization code flow: with a browser here or elsewhere, or by pasting.
struct BrowserLogin: Sendable {
    /// How it can end well.
    enum Ending: Sendable {
        case account(StoredAccount)
        /// The person prefers a code.
        case wantsCode
        case cancelled
    }

    /// How it has ended.
    typealias Result = Swift.Result<Ending, SignInError>

    private let flow: LoginFlow
    private let results: AsyncStream<Result>
    private let ending: AsyncStream<Result>.Continuation

    init(_ flow: LoginFlow) {
        self.flow = flow
        (results, ending) = AsyncStream.makeStream()
    }

    func run() async throws(SignInError) -> Ending {
        let places = self.places
        let relay = CallbackRelay()
        let path = flow.provider.callbackPath
        let listener = try CallbackListener.open(places.map(\.listening), on: flow.loop) { request, writer in
            try await relay.answer(request, path: path, writer)
        }
        let redirectPort = places.first { $0.listening == listener.port }?.redirect ?? listener.port
        let session = LoginSession(flow.endpoint, flow.store, redirectPort: redirectPort)
        relay.begin(session, flow.console, ending)
        explain(session.url, listening: listener.port, redirect: redirectPort)
        return try await wait(listener, session).get()
    }

    /// The ports to try: where to listen, and what the redirect URI says then.
    private var places: [(listening: UInt16, redirect: UInt16)] {
        let registered = flow.provider.callbackPorts
        guard let wished = flow.request.callbackPort else { return registered.map { ($0, $0) } }
        // Where the redirect address is registered, the browser comes back to that port whatever is wished; somebody who
        // moves the listener forwards the registered one to it.
        let follows = flow.provider.acceptsAnyPort || registered.contains(wished)
        return [(wished, follows ? wished : registered.first ?? wished)]
    }

    private func explain(_ url: String, listening port: UInt16, redirect: UInt16) {
        let console = flow.console
        // A browser lives long, and needs no secret of an OAuth client.
        let environment = flow.surroundings.environment.filter { !$0.key.hasPrefix(SettingVariable.signInPrefix) }
        let isOpen =
            flow.request.opensBrowser && flow.surroundings.hasBrowser && Desktop.open(url, environment: environment)
        if isOpen {
            console.write("Your browser is opening for the \(flow.provider.kind.title) sign-in. If it does not:")
        }
        console.write("Visit the following URL to continue authentication:")
        console.write(url)
        console.write("")
        if port != redirect {
            console.write("The browser will be sent to localhost:\(redirect) of the machine that it runs on, and this")
            console.write("login listens on port \(port) of this one. Type this there, to lead one to the other:")
            console.write("  \(flow.surroundings.forwardingLine(from: redirect, to: port))")
        } else if flow.surroundings.isOverSSH {
            console.write("The browser will be sent to localhost:\(port) of the machine that it runs on. If that is")
            console.write("another machine than this one, type this there first:")
            console.write("  \(flow.surroundings.forwardingLine(from: redirect, to: port))")
        }
        guard !isOpen || port != redirect else { return }
        console.write("If the browser ends up at localhost:\(redirect) and shows an error, paste the whole address")
        console.write("of that page here: that works as well.")
        guard flow.provider.device != nil else { return }
        console.write("Or type d and press Enter, to sign in with a code on any device instead.")
    }

    /// Waits for whatever comes first: the browser, a pasted line, the end of the time, or being cancelled.
    private func wait(_ listener: CallbackListener, _ session: LoginSession) async -> Result {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await listener.run() }
            group.addTask { await readLines(session) }
            group.addTask { await countDown(session) }
            var iterator = results.makeAsyncIterator()
            let result = await iterator.next() ?? .success(.cancelled)
            // What the browser is being told is to reach it; everything else ends now.
            listener.close()
            group.cancelAll()
            return result
        }
    }

    private func countDown(_ session: LoginSession) async {
        let deadline = ContinuousClock.now + flow.request.limit
        while true {
            let left = deadline - ContinuousClock.now
            guard left > .zero else { break }
            flow.console.show(
                session.isExchanging
                    ? "The answer has come; fetching the tokens, \(CountdownText.text(left)) left "
                    : "Waiting for the browser, \(CountdownText.text(left)) left. Paste its address here: "
            )
            guard (try? await flow.loop.sleep(for: min(left, .seconds(1)))) != nil else { return }
        }
        // Whoever has come back in time is signed in, also when the provider takes a little longer.
        while session.isExchanging {
            guard (try? await flow.loop.sleep(for: .milliseconds(50))) != nil else { return }
        }
        ending.yield(.failure(.timedOut))
    }

    private func readLines(_ session: LoginSession) async {
        var lines = LineReader(flow.console.input, on: flow.loop)
        while let line = await lines.next() {
            flow.console.noteLine()
            if line.isEmpty { continue }
            if line.lowercased() == "d", flow.provider.device != nil {
                ending.yield(.success(.wantsCode))
                return
            }
            guard let response = AuthorizationResponse(pasted: line) else {
                flow.console.write("That is neither the address that the browser ended up at, nor CODE#STATE.")
                continue
            }
            switch await session.receive(response) {
            case .stored(let account):
                ending.yield(.success(.account(account)))
                return
            case .failed(let error):
                ending.yield(.failure(error))
                return
            case .wrongState:
                flow.console.write(
                    "That belongs to another sign-in. Use the address above, and paste what comes of it."
                )
            case .refused(let reason):
                flow.console.write("\(reason.capitalizingFirst). Open the address above again, or press Ctrl-C.")
            case .busy: break
            }
        }
    }
}

extension String {
    /// The text as the beginning of a sentence.
    var capitalizingFirst: String { prefix(1).uppercased() + dropFirst() }
}
