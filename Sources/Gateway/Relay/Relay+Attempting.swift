import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel

extension Relay {
    /// Makes one attempt, and another with a new credential where the old one is not accepted any more.
    ///
    /// - Returns: the answer for the client; nil when the attempt has failed, which is then noted.
    func attempt(
        _ request: RelayedRequest,
        _ account: UpstreamAccount,
        _ model: UpstreamModel,
        _ history: inout AttemptHistory
    ) async throws -> StartedAnswer? {
        history.noteAttempt()
        let attempt: Attempt
        do throws(UpstreamError) {
            attempt =
                account.service.isTranslated
                ? try await attemptTranslated(request, account, model)
                : try await attemptRelayed(request, account, model)
        } catch {
            guard error.kind != .cancelled else { throw error }
            log.write(.warning, "\(account.label): \(error)")
            history.note(error, of: account.id)
            noteFailure(of: account) { _ in }
            return nil
        }
        switch attempt {
        case .answer(let answer):
            return answer
        case .failure(let answer, .renewCredential):
            if history.noteRenewal(of: account.id), let renewed = await renew(account) {
                return try await self.attempt(request, renewed, model, &history)
            }
            note(answer, of: account, &history) { entry in
                // What was refused may have been replaced meanwhile; that says nothing about the new one.
                guard entry.account.credential == account.credential else { return }
                entry.refusal = "the upstream does not accept the credential (401)"
            }
        case .failure(let answer, .deliver):
            return .whole(answer)
        case .failure(let answer, .tryAnother(let consequence)):
            note(answer, of: account, &history) { $0.take(consequence, of: answer, for: model.name, now: .now) }
            if case .pause = consequence { ledger.recordCooldown() }
        }
        return nil
    }

    /// Passes the request on as it came.
    private func attemptRelayed(
        _ request: RelayedRequest,
        _ account: UpstreamAccount,
        _ model: UpstreamModel
    ) async throws(UpstreamError) -> Attempt {
        let response = try await client.send(upstreamRequest(request, account, model: model.name))
        noteLimits(response.fields, of: account)
        let verdict = AttemptVerdict(status: response.status, fields: response.fields, now: .now)
        if verdict == .deliver { return .answer(.relayed(response)) }
        return .failure(try await Self.read(response), verdict)
    }

    private func upstreamRequest(
        _ request: RelayedRequest,
        _ account: UpstreamAccount,
        model: String
    ) -> UpstreamRequest {
        UpstreamRequest(
            request.head.method,
            account.address.url(of: request.pathAndQuery),
            fields: HeaderPolicy.upstreamFields(request.head.fields, for: account),
            body: .bytes(request.peek.body(request.body, withModel: model)),
            proxy: account.proxy
        )
    }

    /// Reads a failure to its end, so that it can be passed on later.
    static func read(_ response: UpstreamResponse) async throws(UpstreamError) -> KeptAnswer {
        var answer = KeptAnswer(status: response.status, fields: response.fields, body: [])
        do throws(UpstreamError) {
            answer.body = try await response.collect(limit: KeptAnswer.bodyLimit)
        } catch {
            guard error.kind != .cancelled else { throw error }
            // Its status and fields are worth passing on without the rest.
        }
        return answer
    }

    /// Notes a failure, and what follows from it.
    private func note(
        _ answer: KeptAnswer,
        of account: UpstreamAccount,
        _ history: inout AttemptHistory,
        _ note: (inout AccountRecord) -> Void
    ) {
        noteFailure(of: account, note)
        log.write(.debug, "\(account.label): \(answer.status)")
        history.note(answer, of: account.id)
    }

    /// Asks for a new credential.
    ///
    /// - Returns: the account with it; nil when there is none.
    private func renew(_ account: UpstreamAccount) async -> UpstreamAccount? {
        guard let renewal, case .tokenFile(let name) = account.source,
            case .accessToken(let rejected) = account.credential
        else { return nil }
        let file = Paths.join(configuration.current.credentialDirectory, name)
        guard let token = await renewal(RenewableAccount(file: file, rejected: rejected)), !token.isEmpty else {
            return nil
        }
        var renewed = account
        renewed.credential = .accessToken(Secret(token))
        accounts.update(account.id) { entry in
            // The file may have been read again meanwhile, and hold a newer one than this.
            guard entry.account.credential == account.credential else { return }
            entry.account.credential = renewed.credential
            entry.refusal = nil
        }
        return renewed
    }

    private func noteFailure(of account: UpstreamAccount, _ note: (inout AccountRecord) -> Void) {
        accounts.update(account.id) { entry in
            note(&entry)
            entry.failures += 1
            entry.recent.count(isSuccess: false, now: .now)
        }
    }

    /// Remembers what an answer says about limits.
    func noteLimits(_ fields: HTTPFields, of account: UpstreamAccount) {
        guard RateLimit.areReported(in: fields), !RateLimit.areOfOneModel(fields) else { return }
        accounts.update(account.id) { $0.limits = ReportedLimits(source: .fields(fields), at: .now) }
    }
}

/// How an attempt has ended.
enum Attempt {
    case answer(StartedAnswer)
    /// Not with an answer for the client; the verdict says what to do.
    case failure(KeptAnswer, AttemptVerdict)
}
