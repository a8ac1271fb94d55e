internal import HTTPTransport
internal import HTTPWire
internal import JSON
internal import ProxyModel

/// Asks a provider for tokens.
///
/// Whatever an answer holds, only its error's code and explanation can get into an error of ours.
struct TokenEndpoint: Sendable {
    let provider: OAuthProvider
    let client: UpstreamClient
    var proxy: UpstreamProxy?

    /// No answer of a provider is longer.
    private static let answerLimit = 1 << 20

    /// Who we are: ourselves.
    private static let userAgent = "ccproxy-gateway/\(ProductVersion.text)"

    /// How long a provider may take.
    private static let timeouts = UpstreamTimeouts(connect: .seconds(15), response: .seconds(60), idle: .seconds(30))

    /// Exchanges a code for tokens, RFC 6749 §4.1.3 and RFC 7636 §4.5.
    ///
    /// - Throws: `refused` when the code is not good (any more), `unavailable` for everything that may pass.
    func exchange(
        code: String,
        state: String?,
        verifier: String,
        redirectURI: String
    ) async throws(SignInError) -> TokenGrant {
        var pairs: [(name: String, value: String)] = [
            ("grant_type", "authorization_code"), ("client_id", provider.clientID), ("code", code),
            ("redirect_uri", redirectURI), ("code_verifier", verifier),
        ]
        if provider.sendsState, let state { pairs.append(("state", state)) }
        return try await grant(pairs, secrets: [code, verifier])
    }

    /// Exchanges a code as `exchange` does, a few times where the provider cannot be reached or stumbles.
    func exchangePatiently(
        code: String,
        state: String?,
        verifier: String,
        redirectURI: String,
        on loop: EventLoop
    ) async throws(SignInError) -> TokenGrant {
        var attempts = 0
        while true {
            do throws(SignInError) {
                return try await exchange(code: code, state: state, verifier: verifier, redirectURI: redirectURI)
            } catch {
                attempts += 1
                guard error.isTemporary, attempts < 3,
                    (try? await loop.sleep(for: .milliseconds(500 * attempts))) != nil
                else { throw error }
            }
        }
    }

    /// Exchanges a refresh token for an access token, RFC 6749 §6.
    ///
    /// - Throws: `refused` when the refresh token is not good (any more), `unavailable` for everything that may pass.
    func refresh(_ refreshToken: String) async throws(SignInError) -> TokenGrant {
        var pairs: [(name: String, value: String)] = [
            ("grant_type", "refresh_token"), ("refresh_token", refreshToken), ("client_id", provider.clientID),
        ]
        if let scope = provider.refreshScope { pairs.append(("scope", scope)) }
        return try await grant(pairs, secrets: [refreshToken])
    }

    private func grant(
        _ pairs: [(name: String, value: String)],
        secrets: [String]
    ) async throws(SignInError) -> TokenGrant {
        var (pairs, secrets) = (pairs, secrets)
        if let secret = provider.clientSecret {
            pairs.append(("client_secret", secret))
            secrets.append(secret)
        }
        let answer =
            switch provider.bodyFormat {
            case .form:
                try await post(FormText.encode(pairs), type: "application/x-www-form-urlencoded", provider.tokenURL)
            case .json: try await post(json: pairs, to: provider.tokenURL)
            }
        if let error = answer.error(hiding: secrets) { throw error }
        guard let json = answer.json, let grant = TokenGrant(json) else {
            throw .unavailable("\(answer.origin) has sent something that is no token")
        }
        return grant
    }

    /// Sends an object of texts.
    func post(json pairs: [(name: String, value: String)], to url: String) async throws(SignInError) -> TokenAnswer {
        var writer = JSONWriter()
        writer.beginObject()
        for pair in pairs {
            writer.name(pair.name)
            writer.string(pair.value)
        }
        writer.endObject()
        return try await post(String(decoding: writer.bytes, as: UTF8.self), type: "application/json", url)
    }

    private func post(_ body: String, type: String, _ url: String) async throws(SignInError) -> TokenAnswer {
        var request = UpstreamRequest(
            .post,
            url,
            fields: ["content-type": type, "accept": "application/json", "user-agent": Self.userAgent],
            body: .bytes(Array(body.utf8)),
            proxy: proxy,
            timeouts: Self.timeouts
        )
        // Codes and refresh tokens are good for one time: seen twice, they end the sign-in.
        request.isSentOnce = true
        do throws(UpstreamError) {
            let response = try await client.send(request)
            let bytes = try await response.collect(limit: Self.answerLimit)
            return TokenAnswer(
                status: response.status,
                fields: response.fields,
                body: bytes,
                origin: UpstreamOrigin(url: url)?.description ?? "the provider"
            )
        } catch {
            throw .unavailable(error.description)
        }
    }
}
