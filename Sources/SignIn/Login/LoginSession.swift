internal import HTTPTransport
internal import ProxyModel
internal import Synchronization

/// One attempt to sign in: what the browser or the person brings is checked, exchanged for tokens and stored, once.
final class LoginSession: Sendable {
    /// What has come of one answer.
    enum Receipt: Sendable {
        /// Signed in, and the account is on the disk.
        case stored(StoredAccount)
        /// It belongs to another sign-in; this one goes on.
        case wrongState
        /// The provider does not want to, or does not accept the code; the person can try again, this one goes on.
        case refused(String)
        /// Another answer is being exchanged right now.
        case busy
        /// There is nothing more to be done.
        case failed(SignInError)
    }

    let url: String
    private let key = ProofKey.random()
    private let state = RandomText.make()
    private let redirectURI: String
    private let endpoint: TokenEndpoint
    private let store: TokenStore
    private let isExchanging = Mutex(false)

    /// A session whose browser comes back to that port.
    init(_ endpoint: TokenEndpoint, _ store: TokenStore, redirectPort: UInt16) {
        self.endpoint = endpoint
        self.store = store
        redirectURI = endpoint.provider.redirectURI(port: redirectPort)
        url = AuthorizationRequest(endpoint.provider, key: key, state: state, redirectURI: redirectURI).url
    }

    /// Whether an answer has come and the provider is being asked for the tokens.
    var isFinishing: Bool { isExchanging.withLock { $0 } }

    /// Takes an answer, wherever it comes from.
    func receive(_ response: AuthorizationResponse) async -> Receipt {
        // First of all: what does not come from our own request must have no effect whatever else it says.
        guard response.state == state else { return .wrongState }
        let code: String
        switch response.answer {
        case .refused(let error, let explanation):
            return .refused(SignInError.refused(code: error, explanation: explanation).description)
        case .code(let text): code = text
        }
        let isFirst = isExchanging.withLock { isExchanging in
            defer { isExchanging = true }
            return !isExchanging
        }
        guard isFirst else { return .busy }
        // Unstructured: whoever has brought the code may go, and the code is good for one exchange only. The loop does not
        // outlive the login, and so neither does this.
        return await Task(executorPreference: store.loop) { await self.finish(code) }.value
    }

    private func finish(_ code: String) async -> Receipt {
        defer { isExchanging.withLock { $0 = false } }
        do throws(SignInError) {
            let grant = try await exchange(code)
            return .stored(try await store.account(endpoint.provider.kind, grant))
        } catch {
            if case .refused = error { return .refused(error.description) }
            return .failed(error)
        }
    }

    /// Exchanges the code, a few times where the provider cannot be reached or stumbles.
    private func exchange(_ code: String) async throws(SignInError) -> TokenGrant {
        var attempts = 0
        while true {
            do throws(SignInError) {
                return try await endpoint.exchange(
                    code: code,
                    state: state,
                    verifier: key.verifier,
                    redirectURI: redirectURI
                )
            } catch {
                attempts += 1
                guard error.isTemporary, attempts < 3,
                    (try? await store.loop.sleep(for: .milliseconds(500 * attempts))) != nil
                else { throw error }
            }
        }
    }
}

extension TokenStore {
    /// Stores what a sign-in has brought.
    func account(_ kind: ProviderKind, _ grant: TokenGrant) async throws(SignInError) -> StoredAccount {
        let record = TokenRecord(kind, grant, now: .now)
        return StoredAccount(
            path: try await save(record),
            email: record.email,
            plan: grant.identityToken.flatMap { IdentityClaims(token: $0) }?.plan?.shown,
            expiry: record.expiry
        )
    }
}
