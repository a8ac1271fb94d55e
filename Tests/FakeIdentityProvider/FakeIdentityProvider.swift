package import HTTPTransport
internal import HTTPWire
internal import Synchronization

/// Plays the provider of an account: strict where a real one is, and failing when a test wants it to.
///
/// It serves the authorization page (which consents or denies at once), the token endpoint with one-time codes and
/// rotating refresh tokens, the device code flow, and an API that accepts the access tokens that it has given.
package final class FakeIdentityProvider: Sendable {
    let rules: Rules
    let state = Mutex(State())

    /// A provider with those rules.
    package init(_ rules: Rules = Rules()) {
        self.rules = rules
    }

    /// What it was asked against its own rules, in words; a well-behaved client leaves this empty.
    package var complaints: [String] { state.withLock { $0.complaints } }

    /// How often a refresh token was presented, and how often that gave tokens.
    package var refreshes: (asked: Int, granted: Int) { state.withLock { ($0.refreshesAsked, $0.refreshesGranted) } }

    /// How often a code was presented.
    package var exchanges: Int { state.withLock { $0.exchanges } }

    /// The refresh token that is good now, the last one given.
    package var currentRefreshToken: String? { state.withLock { $0.currentRefreshToken } }

    /// Fails the next requests to the token endpoint in these ways, one after the other.
    package func failNext(_ failures: Failure...) {
        state.withLock { $0.failures += failures }
    }

    /// Lets somebody sign in without any flow.
    ///
    /// - Returns: access token and refresh token.
    package func signIn() -> (access: String, refresh: String) {
        state.withLock { state in
            let tokens = issue(&state)
            return (tokens.access, tokens.refresh)
        }
    }

    /// Ends the time of every access token, as if it had passed.
    package func expireAccessTokens() {
        state.withLock { $0.accessTokens = [] }
    }

    /// Ends a sign-in: no refresh token is good any more.
    package func revoke() {
        state.withLock { state in
            state.currentRefreshToken = nil
            state.previousRefreshToken = nil
        }
    }

    /// What the person with the device does with the code.
    package func answerDevice(_ answer: DeviceAnswer) {
        state.withLock { $0.deviceAnswers.append(answer) }
    }

    /// Answers one request.
    package func handle(_ request: HTTPRequest, _ writer: consuming ResponseWriter) async throws {
        let body = try await request.readBody(limit: 1 << 20)
        let answer: FakeAnswer
        switch (request.method.text, String(request.path)) {
        case ("GET", "/oauth/authorize"): answer = authorize(String(request.query ?? ""))
        case ("POST", "/oauth/token"):
            if let failure = state.withLock({ $0.failures.isEmpty ? nil : $0.failures.removeFirst() }) {
                switch failure {
                case .status(let status):
                    return try await send(
                        FakeAnswer(HTTPStatus(rawValue: status), text: "{\"error\":\"server_error\"}"),
                        writer
                    )
                case .garbage: return try await send(FakeAnswer(.ok, text: "<html>hello</html>"), writer)
                case .hold(let gate): await gate.pass()
                }
            }
            answer = token(request.fields["content-type"] ?? "", body)
        case ("POST", "/api/accounts/deviceauth/usercode"): answer = deviceCode(body)
        case ("POST", "/api/accounts/deviceauth/token"): answer = deviceToken(body)
        case (_, let path) where path.hasPrefix("/v1/"): answer = api(request) { FakeAnswer(.ok, text: Self.message) }
        case ("POST", let path) where path.hasSuffix("/responses"):
            answer = api(request) {
                var stream = FakeAnswer(.ok, text: Self.responseStream)
                stream.fields = ["content-type": "text/event-stream"]
                return stream
            }
        default: answer = FakeAnswer(.notFound, text: "{}")
        }
        try await send(answer, writer)
    }

    private func send(_ answer: FakeAnswer, _ writer: consuming ResponseWriter) async throws {
        try await writer.respond(answer.status, fields: answer.fields, body: answer.body)
    }

    /// Notes a breach of the rules.
    func complain(_ text: String) -> FakeAnswer {
        state.withLock { $0.complaints.append(text) }
        return .error(.badRequest, "invalid_request", text)
    }
}
