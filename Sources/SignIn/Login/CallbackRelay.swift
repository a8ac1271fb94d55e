internal import HTTPTransport
internal import HTTPWire
internal import Synchronization

/// Hands the browser's calls to the session that waits for them, and tells the browser what has come of it.
final class CallbackRelay: Sendable {
    private struct Target: Sendable {
        let session: LoginSession
        let console: LoginConsole
        let ending: AsyncStream<BrowserLogin.Result>.Continuation
    }

    private let target = Mutex<Target?>(nil)

    /// From now on calls go to that session.
    func begin(
        _ session: LoginSession,
        _ console: LoginConsole,
        _ ending: AsyncStream<BrowserLogin.Result>.Continuation
    ) {
        target.withLock { $0 = Target(session: session, console: console, ending: ending) }
    }

    /// Answers one call; a sign-in that is over is announced only after the browser has been told.
    func answer(_ request: HTTPRequest, path: String, _ writer: consuming ResponseWriter) async throws {
        guard Self.isVisit(request.fields) else {
            return try await respond(writer, .forbidden, "Not here", "Only a browser that was sent here is answered.")
        }
        guard request.path == path, request.method == .get, let target = target.withLock({ $0 }) else {
            return try await respond(writer, .notFound, "Not here", "Nothing is at this address.")
        }
        guard let response = AuthorizationResponse(query: request.query ?? "") else {
            return try await respond(
                writer,
                .badRequest,
                "Nothing to sign in with",
                "There is neither a code nor an error in this address."
            )
        }
        switch await target.session.receive(response) {
        case .stored(let account):
            defer { target.ending.yield(.success(.account(account))) }
            let who = account.email.map { " as \($0)" } ?? ""
            try await respond(writer, .ok, "Signed in\(who)", "The account is stored. You can close this window.")
        case .failed(let error):
            defer { target.ending.yield(.failure(error)) }
            try await respond(writer, .badGateway, "Not signed in", error.description.capitalizingFirst + ".")
        case .wrongState:
            target.console.write("The browser came back from another sign-in; still waiting for this one.")
            try await respond(
                writer,
                .badRequest,
                "Another sign-in",
                "This page belongs to a sign-in that nobody waits for any more. Use the address that the terminal shows."
            )
        case .refused(let reason):
            target.console.write("\(reason.capitalizingFirst). Open the address above again, or press Ctrl-C.")
            try await respond(
                writer,
                .badRequest,
                "Not signed in",
                "\(reason.capitalizingFirst). The terminal is still waiting: you can open its address again."
            )
        case .busy:
            try await respond(
                writer,
                .conflict,
                "One moment",
                "This sign-in is being finished already. Look at the terminal."
            )
        }
    }

    /// Whether a person's browser comes here as it goes from page to page, under a name of this machine.
    ///
    /// Any page can make a browser load something from here unseen, and a page whose own name was made to mean this
    /// machine (DNS rebinding) can read what comes back.
    private static func isVisit(_ fields: HTTPFields) -> Bool {
        let hosts = fields.values(of: .host)
        guard hosts.count == 1, LoopbackName.isLoopback(authority: hosts[0]) else { return false }
        // Browsers say what they want it for; whatever else comes here need not.
        return fields["sec-fetch-dest"].map { $0 == "document" } ?? true
    }

    private func respond(
        _ writer: consuming ResponseWriter,
        _ status: HTTPStatus,
        _ title: String,
        _ text: String
    ) async throws(HTTPTransportError) {
        let fields: HTTPFields = [
            "content-type": "text/html; charset=utf-8", "cache-control": "no-store",
            "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
            // The address holds the code: it must not go anywhere with a click.
            "referrer-policy": "no-referrer", "connection": "close",
        ]
        try await writer.respond(status, fields: fields, body: CallbackPage.html(title: title, text))
    }
}
