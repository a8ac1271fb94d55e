package import HTTPTransport
internal import JSON
internal import PlatformSupport
package import ProxyModel
internal import Synchronization

/// Renews access tokens: one request to the provider for each token that is used up, however many ask for it.
///
/// Refresh tokens rotate: what was used once may be good for nothing afterwards, and using it again can end the whole
/// sign-in. So tasks of one process share one renewal, processes take turns by a lock, whoever gets the lock reads the
/// file again before asking the provider, and what the provider gives is on the disk before anybody uses it. Where the
/// process dies between the provider's answer and that write, the provider alone knows the new refresh token: the account
/// then works on with the old access token until its time is over, and with providers that let the old refresh token live
/// until its successor is used, also after that.
package final class TokenRenewer: Sendable {
    private struct State {
        /// Those who wait for a renewal that is under way, by token file.
        var flights: [String: [AsyncStream<RenewalOutcome>.Continuation]] = [:]
        /// After failures that may pass: when to try again, and what has failed.
        var pauses: [String: Pause] = [:]
        /// What a provider has given and no disk has taken, by the refresh token that it was given for.
        var unsaved: [String: TokenGrant] = [:]
    }

    private struct Pause {
        var policy = RenewalPause()
        var until = MonotonicTime.now
        var error = SignInError.timedOut
    }

    private let loop: EventLoop
    private let client: UpstreamClient
    private let settings: @Sendable (ProviderKind) -> OAuthSettings
    private let proxy: @Sendable () -> UpstreamProxy
    private let patience: Duration
    private let faultPoint: RenewalFaultPoint
    private let state = Mutex(State())

    /// A renewer.
    ///
    /// - Parameters:
    ///   - loop: where everything happens.
    ///   - client: the way to providers.
    ///   - settings: what holds at the moment of a renewal for a kind of account.
    ///   - proxy: how a provider is reached, for token files that do not say.
    ///   - patience: how long another process may hold the lock of a token file.
    ///   - faultPoint: for tests.
    package init(
        on loop: EventLoop,
        client: UpstreamClient,
        settings: @escaping @Sendable (ProviderKind) -> OAuthSettings,
        proxy: @escaping @Sendable () -> UpstreamProxy,
        patience: Duration = CredentialLock.patience,
        faultPoint: @escaping RenewalFaultPoint = { _ in }
    ) {
        self.loop = loop
        self.client = client
        self.settings = settings
        self.proxy = proxy
        self.patience = patience
        self.faultPoint = faultPoint
    }

    /// Renews the token of a token file, or finds one there that will do.
    ///
    /// - Parameters:
    ///   - file: the token file's absolute path.
    ///   - reason: why.
    /// - Returns: what has come of it; a new token is in the file by then.
    ///   Cancelling the task ends the waiting, and not the renewal.
    package func renew(_ file: String, _ reason: RenewalReason) async -> RenewalOutcome {
        while true {
            let (outcomes, isOwn) = join(file, reason)
            var iterator = outcomes.makeAsyncIterator()
            guard let outcome = await iterator.next() else {
                return .failed(.unavailable("nobody waits for the provider any more"))
            }
            // Somebody else's renewal may have found that the very token is good that was rejected for us.
            if !isOwn, case .current(let token) = outcome, case .rejected(token.accessToken) = reason { continue }
            return outcome
        }
    }

    private func join(
        _ file: String,
        _ reason: RenewalReason
    ) -> (outcomes: AsyncStream<RenewalOutcome>, isOwn: Bool) {
        let (outcomes, waiting) = AsyncStream<RenewalOutcome>.makeStream()
        let isOwn = state.withLock { state in
            defer { state.flights[file, default: []].append(waiting) }
            return state.flights[file] == nil
        }
        guard isOwn else { return (outcomes, false) }
        // Unstructured: all who ask for it share it, and it has to live on when the first of them goes. `finish` sees to
        // it that the loop does not end before it.
        Task(executorPreference: loop) { [self] in
            let outcome = await renewAlone(file, reason)
            for waiting in state.withLock({ $0.flights.removeValue(forKey: file) }) ?? [] {
                waiting.yield(outcome)
                waiting.finish()
            }
        }
        return (outcomes, true)
    }

    /// Waits for renewals that are under way, so that no answer of a provider is lost with the process.
    ///
    /// - Parameter limit: how long at most.
    package func finish(within limit: Duration) async {
        // Unstructured: whoever ends has often been cancelled already, and this is what must not be hurried.
        await Task(executorPreference: loop) { [self] in
            let deadline = ContinuousClock.now + limit
            while state.withLock({ !$0.flights.isEmpty }), ContinuousClock.now < deadline {
                try? await loop.sleep(for: .milliseconds(10))
            }
        }.value
    }

    private func renewAlone(_ file: String, _ reason: RenewalReason) async -> RenewalOutcome {
        do {
            try faultPoint(.begun)
            let path = try FileSystem.realPath(file)
            let lock = try await CredentialLock.acquire(for: path, on: loop, patience: patience)
            // To the end of this function, and not only to its last use.
            defer { extendLifetime(lock) }
            let record = try TokenStore.read(path)
            if let token = record.token(satisfying: reason) { return .current(token) }
            return .renewed(try await renewLocked(path, record, reason))
        } catch let error as SignInError {
            return .failed(error)
        } catch {
            return .failed(.unusableFile("\(error)"))
        }
    }

    private func renewLocked(
        _ path: String,
        _ record: TokenRecord,
        _ reason: RenewalReason
    ) async throws -> RenewedToken {
        guard let kind = record.kind, let refreshToken = record.refreshToken else { throw SignInError.notRenewable }
        if !reason.isInsisting {
            if let refusal = record.refusal { throw SignInError.refused(code: refusal.reason, explanation: nil) }
            if let error = pause(of: path) { throw error }
        }
        // Nothing is asked for that could not be kept: the new refresh token would be lost with this process.
        let room = try SpaceReservation(TokenStore.maximumGrowth + record.bytes.count, for: path)
        let grant: TokenGrant
        if let kept = state.withLock({ $0.unsaved[refreshToken] }) {
            grant = kept
        } else {
            let endpoint = try endpoint(kind, record)
            try faultPoint(.locked)
            do throws(SignInError) {
                grant = try await endpoint.refresh(refreshToken)
            } catch {
                note(error, path, refreshToken)
                throw error
            }
            state.withLock { $0.unsaved[refreshToken] = grant }
        }
        try faultPoint(.answered)
        room.release()
        let token = try store(grant, path, refreshToken)
        state.withLock { state in
            state.unsaved[refreshToken] = nil
            state.pauses[path] = nil
        }
        try faultPoint(.stored)
        return token
    }

    private func endpoint(_ kind: ProviderKind, _ record: TokenRecord) throws(SignInError) -> TokenEndpoint {
        let provider = try OAuthProvider(kind, settings: settings(kind))
        var endpoint = TokenEndpoint(provider: provider, client: client, proxy: proxy())
        guard let url = record.proxyURL else { return endpoint }
        do throws(UpstreamError) {
            endpoint.proxy = try UpstreamProxy(setting: url)
        } catch {
            throw .unusableFile("its proxy_url is not the address of a proxy")
        }
        return endpoint
    }

    /// Writes new tokens into the file as it is now: somebody who does not take the lock may have changed it meanwhile.
    private func store(_ grant: TokenGrant, _ path: String, _ used: String) throws -> RenewedToken {
        var record = try TokenStore.read(path)
        guard record.refreshToken == used else {
            // Signed in anew while we were asking: what is there now is newer than what we have got.
            guard let token = record.token else { throw SignInError.notRenewable }
            return token
        }
        record.apply(grant, now: .now)
        try FileSystem.write(record.bytes, atomicallyTo: path, mode: 0o600, durable: true)
        guard let token = record.token else { throw SignInError.notRenewable }
        return token
    }

    private func pause(of path: String) -> SignInError? {
        state.withLock { state in
            guard let pause = state.pauses[path], MonotonicTime.now < pause.until else { return nil }
            return pause.error
        }
    }

    /// Notes a failure: in the file when it is for good, else only for the next attempts.
    private func note(_ error: SignInError, _ path: String, _ used: String) {
        guard let reason = error.refusalReason else {
            state.withLock { state in
                var pause = state.pauses[path] ?? Pause()
                pause.until = MonotonicTime.now.advanced(by: pause.policy.next(random: .random(in: 0...1)))
                pause.error = error
                state.pauses[path] = pause
            }
            return
        }
        // The refusal stands, whether it can be written down or not: without the note it is asked for once more later.
        guard var record = try? TokenStore.read(path), record.refreshToken == used else { return }
        record.note(RefreshRefusal(reason: reason, at: .now, of: record.json))
        try? FileSystem.write(record.bytes, atomicallyTo: path, mode: 0o600, durable: true)
    }
}

extension TokenRecord {
    /// The access token that the file holds.
    fileprivate var token: RenewedToken? { accessToken.map { RenewedToken(accessToken: $0, expiry: expiry) } }

    /// The access token that the file holds, if that is all that was wanted.
    fileprivate func token(satisfying reason: RenewalReason) -> RenewedToken? {
        guard let token else { return nil }
        switch reason {
        case .rejected(let rejected): return token.accessToken == rejected ? nil : token
        case .wanted(let old): return token.accessToken == old || old == nil ? nil : token
        case .due(let until): return token.expiry.map { $0 > until } ?? true ? token : nil
        }
    }
}
