import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel

/// Passes requests on to an upstream and the answers back, byte by byte.
///
/// An account is chosen for each attempt. As long as nothing has been sent to the client, a failure leads to the next
/// one; from the first byte on, what comes is what the client gets.
struct Relay: Sendable {
    let accounts: AccountDirectory
    let configuration: LiveConfiguration
    let client: UpstreamClient
    let loop: EventLoop
    let ledger: Ledger
    let log: OutputLog
    let renewal: CredentialRenewal?

    /// As much as one request may hold; Anthropic's own limit is half of it.
    static let bodyLimit = 64 << 20

    /// Answers a request to one of the proxy paths.
    func relay(
        _ request: HTTPRequest,
        path: String,
        to writer: consuming ResponseWriter,
        start: MonotonicTime
    ) async throws {
        ledger.changeActive(requests: 1)
        defer { ledger.changeActive(requests: -1) }
        var record = RequestRecord(
            time: .now,
            method: request.method.text,
            path: path,
            status: RequestRecord.clientGone
        )
        defer { finish(record, start: start) }
        let body: [UInt8]
        do throws(HTTPTransportError) {
            body = try await Self.read(request.body)
        } catch {
            guard case .bodyTooLarge(let limit) = error else {
                record.note(error)
                throw error
            }
            return try await respond(GatewayError.bodyTooLarge(limit: limit), to: writer, request.head, &record)
        }
        let relayed = RelayedRequest(head: request.head, body: body, peek: RequestPeek(body), start: start)
        // A client may name anything; the books hold what a name can be.
        record.model = relayed.peek.model.map { $0.utf8.count <= 128 ? $0 : String($0.prefix(32)) + "…" }
        record.isStream = relayed.peek.isStream
        try await serve(relayed, to: writer, &record)
    }

    /// Reads a whole body, into memory that has the right size from the beginning where the client tells it.
    ///
    /// Whole, because an attempt that fails is made again.
    private static func read(_ body: HTTPRequestBody) async throws(HTTPTransportError) -> [UInt8] {
        var bytes: [UInt8] = []
        if case .length(let count) = body.framing {
            guard count <= bodyLimit else { throw .bodyTooLarge(limit: bodyLimit) }
            // What a client announces is not yet there: so much is believed, the rest grows as it comes.
            bytes.reserveCapacity(min(count, 1 << 20))
        }
        for try await piece in body {
            guard piece.count <= bodyLimit - bytes.count else { throw .bodyTooLarge(limit: bodyLimit) }
            if bytes.isEmpty, bytes.capacity < piece.count { bytes = Array(piece) } else { bytes += piece }
        }
        return bytes
    }

    private func finish(_ record: RequestRecord, start: MonotonicTime) {
        var record = record
        record.milliseconds = Double(start.nanoseconds(until: .now)) / 1e6
        if record.status == RequestRecord.clientGone, record.failure == nil { record.failure = "the client has gone" }
        if let account = record.account {
            let isSuccess = record.isSuccess
            accounts.update(account) { entry in
                if isSuccess { entry.successes += 1 } else { entry.failures += 1 }
                entry.recent.count(isSuccess: isSuccess, now: record.time)
            }
        }
        ledger.record(record)
        log.write(record)
    }

    /// Tries one account after the other until one has an answer for the client.
    private func serve(
        _ request: RelayedRequest,
        to writer: consuming ResponseWriter,
        _ record: inout RequestRecord
    ) async throws {
        var history = AttemptHistory()
        let settings = configuration.current.retries
        var route = request.route
        while true {
            route.tried = history.tried
            let choice = history.isRoundFull(settings) ? .none(.allTried) : accounts.choose(for: route, now: .now)
            switch choice {
            case .account(let account, let model):
                let response = try await attempt(request, account, model: model, &history)
                record.retries = history.failures
                guard let response else { continue }
                record.account = account.id
                record.accountLabel = account.label
                return try await deliver(response, of: account, to: writer, request, &record)
            case .none(.noAccount):
                return try await respond(.noAccount, to: writer, request.head, &record)
            case .none(.noModel):
                return try await respond(.unknownModel(request.model), to: writer, request.head, &record)
            case .none(.coolingDown), .none(.allTried):
                let pause = settings.ignoresCooldowns ? nil : accounts.shortestPause(for: request.model, now: .now)
                guard let wait = history.beginRound(after: pause, settings, now: .now) else {
                    return try await respond(history.outcome(after: pause), to: writer, request, &record)
                }
                if wait > .zero { try await loop.sleep(for: wait) }
            }
        }
    }

    /// Makes one attempt.
    ///
    /// - Returns: the response for the client; nil when the attempt has failed, which is then noted.
    private func attempt(
        _ request: RelayedRequest,
        _ account: UpstreamAccount,
        model: String,
        _ history: inout AttemptHistory
    ) async throws -> UpstreamResponse? {
        let response: UpstreamResponse
        do throws(UpstreamError) {
            response = try await client.send(upstreamRequest(request, account, model: model))
        } catch {
            guard error.kind != .cancelled else { throw error }
            log.write(.warning, "\(account.label): \(error)")
            history.note(error, of: account.id)
            noteFailure(of: account) { _ in }
            return nil
        }
        noteLimits(response.fields, of: account)
        switch AttemptVerdict(status: response.status, fields: response.fields, now: .now) {
        case .deliver:
            return response
        case .renewCredential:
            if history.noteRenewal(of: account.id), let renewed = await renew(account) {
                return try await attempt(request, renewed, model: model, &history)
            }
            try await keep(response, of: account, &history) { entry, _ in
                entry.refusal = "the upstream does not accept the credential (401)"
            }
        case .tryAnother(.nothing):
            try await keep(response, of: account, &history) { _, _ in }
        case .tryAnother(.refused):
            let status = response.status
            try await keep(response, of: account, &history) { entry, _ in
                entry.refusedModels[model] = "the upstream refuses this model (\(status.code))"
            }
        case .tryAnother(.pause(let until)):
            ledger.recordCooldown()
            try await keep(response, of: account, &history) { entry, answer in
                entry.cooldowns[model] = Cooldown(until: until, answer: answer)
            }
        }
        return nil
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

    /// Reads a failure to its end, so that it can be passed on later, and notes what follows from it.
    private func keep(
        _ response: UpstreamResponse,
        of account: UpstreamAccount,
        _ history: inout AttemptHistory,
        _ note: (inout AccountRecord, KeptAnswer) -> Void
    ) async throws {
        var answer = KeptAnswer(status: response.status, fields: response.fields, body: [])
        do throws(UpstreamError) {
            answer.body = try await response.collect(limit: KeptAnswer.bodyLimit)
        } catch {
            guard error.kind != .cancelled else { throw error }
            // Its status and fields are worth passing on without the rest.
        }
        noteFailure(of: account) { note(&$0, answer) }
        log.write(.debug, "\(account.label): \(response.status)")
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

    private func noteLimits(_ fields: HTTPFields, of account: UpstreamAccount) {
        guard RateLimit.areReported(in: fields) else { return }
        accounts.update(account.id) { $0.limits = (fields, .now) }
    }
}
