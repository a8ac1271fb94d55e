internal import HTTPTransport
internal import PlatformSupport
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
    private let progress = Mutex(Progress())

    private struct Progress {
        var isExchanging = false
        /// What the first good code has brought.
        var account: StoredAccount?
        /// A provider may end a sign-in whose code it sees a second time (RFC 6749 §4.1.2): what has come of each code.
        var refusals: [String: String] = [:]
    }

    /// A session whose browser comes back to that port.
    init(_ endpoint: TokenEndpoint, _ store: TokenStore, redirectPort: UInt16) {
        self.endpoint = endpoint
        self.store = store
        redirectURI = endpoint.provider.redirectURI(port: redirectPort)
        url = AuthorizationRequest(endpoint.provider, key: key, state: state, redirectURI: redirectURI).url
    }

    /// Whether the person has done their part, and the provider is being asked.
    var isExchanging: Bool { progress.withLock { $0.isExchanging } }

    /// Takes an answer, wherever it comes from.
    func receive(_ response: AuthorizationResponse) async -> Receipt {
        // First of all: what does not come from our own request must have no effect whatever else it says.
        guard let given = response.state, ConstantTime.isEqual(state.utf8, Array(given.utf8)) else {
            return .wrongState
        }
        let code: String
        switch response.answer {
        case .refused(let error, let explanation):
            return .refused(SignInError.refused(code: error, explanation: explanation).description)
        case .code(let text): code = text
        }
        let known: Receipt? = progress.withLock { progress in
            if let account = progress.account { return .stored(account) }
            if progress.isExchanging { return .busy }
            if let reason = progress.refusals[code] { return .refused(reason) }
            progress.isExchanging = true
            return nil
        }
        if let known { return known }
        // Unstructured: whoever has brought the code may go, and the code is good for one exchange only. The loop does not
        // outlive the login, and so neither does this.
        return await Task(executorPreference: store.loop) { await self.finish(code) }.value
    }

    private func finish(_ code: String) async -> Receipt {
        defer { progress.withLock { $0.isExchanging = false } }
        do throws(SignInError) {
            let grant = try await endpoint.exchangePatiently(
                code: code,
                state: state,
                verifier: key.verifier,
                redirectURI: redirectURI,
                on: store.loop
            )
            let account = try await store.account(endpoint.provider.kind, grant)
            progress.withLock { $0.account = account }
            return .stored(account)
        } catch {
            guard case .refused = error else { return .failed(error) }
            progress.withLock { $0.refusals[code] = error.description }
            return .refused(error.description)
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
