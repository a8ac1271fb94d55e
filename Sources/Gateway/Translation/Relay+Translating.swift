import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import WireFormats

extension Relay {
    /// Sends a request in the upstream's own language.
    func attemptTranslated(
        _ request: RelayedRequest,
        _ account: UpstreamAccount,
        _ model: UpstreamModel
    ) async throws(UpstreamError) -> Attempt {
        let encoded: EncodedRequest
        do throws(WireFormatError) {
            if request.isTokenCount { return .answer(.whole(try Self.estimate(request))) }
            encoded = try request.translation.encoded(for: account, model)
        } catch {
            return .answer(.refused(.invalidRequest("\(error)")))
        }
        notices.write(encoded.warnings.map(\.description))
        let response = try await client.send(upstreamRequest(request, account, encoded))
        noteLimits(response.fields, of: account)
        var context = encoded.context
        context.isStreaming = request.translation.isStreaming
        var answer = TranslatedAnswer(response, context, model: encoded.backendModel)
        guard let failure = try await failure(&answer) else { return .answer(.translated(answer)) }
        noteQuota(answer.events, in: response, of: account)
        response.cancel()
        if Self.isAboutReasoning(failure), request.translation.dropReasoning() {
            return try await attemptTranslated(request, account, model)
        }
        return Self.failed(failure, response, encoded.context)
    }

    /// Why there is no answer, as far as that can still be told by a status; nil when there is one.
    private func failure(_ answer: inout TranslatedAnswer) async throws(UpstreamError) -> UpstreamFailure? {
        let response = answer.response
        guard !response.status.isSuccess else {
            return try await answer.begin(patience: configuration.current.keepAlive)
        }
        let kept = try await Self.read(response)
        return UpstreamFailure(status: Int(kept.status.rawValue), body: kept.body) { name in
            HTTPFieldName(validating: name).flatMap { kept.fields[$0] }
        }
    }

    /// Whether the upstream cannot read the thoughts that the client has handed back: they are another account's.
    private static func isAboutReasoning(_ failure: UpstreamFailure) -> Bool {
        failure.code == "invalid_encrypted_content"
    }

    private func upstreamRequest(
        _ request: RelayedRequest,
        _ account: UpstreamAccount,
        _ encoded: EncodedRequest
    ) -> UpstreamRequest {
        UpstreamRequest(
            .post,
            account.address.url(of: account.service.responsesPath),
            fields: TranslatedRequestFields.fields(for: account, request.head.fields, session: request.session),
            body: .bytes(encoded.body),
            proxy: account.proxy
        )
    }

    /// A failure that can still be told by a status, in the words of the client's format.
    static func failed(
        _ failure: UpstreamFailure,
        _ response: UpstreamResponse,
        _ context: AnswerContext
    ) -> Attempt {
        let now = Timestamp.now
        var failure = failure
        if failure.kind == .usageLimit, failure.resetsAt == nil {
            // As a moment, since the words may be told again to whoever asks later. An event may say less than the
            // fields of the answer that it stands in.
            let full = RateLimit.all(in: response.fields, at: now).filter(\.isExhausted)
            let end = failure.retryAfterSeconds.map { now.advanced(bySeconds: Int64($0)) }
            failure.resetsAt = (end ?? full.compactMap(\.reset).max()).map { Int($0.seconds) }
        }
        let error = AnthropicError(
            failure,
            now: Int(now.seconds),
            size: AnthropicError.PromptSize(
                tokens: context.estimatedInputTokens,
                maximum: CodexModelTable.contextWindow
            )
        )
        var fields: HTTPFields = [:]
        for field in error.fields {
            guard let name = HTTPFieldName(validating: field.name) else { continue }
            fields.append(name, field.value)
        }
        let requestID = response.fields["x-request-id"]
        if let requestID { fields.append("request-id", requestID) }
        let status = HTTPStatus(rawValue: UInt16(clamping: error.status))
        let answer = KeptAnswer(status: status, fields: fields, body: error.body(requestID: requestID))
        return .failure(
            answer,
            verdict(on: failure, response, AttemptVerdict(status: status, fields: fields, now: now))
        )
    }

    /// What follows from a failure, where its kind says more than its status.
    private static func verdict(
        on failure: UpstreamFailure,
        _ response: UpstreamResponse,
        _ usual: AttemptVerdict
    ) -> AttemptVerdict {
        switch (failure.kind, usual) {
        // Which models a plan includes differs from account to account.
        case (.notFound, _): .tryAnother(.refused)
        // An allowance is the account's, whatever it was used for; only some models have one of their own.
        case (.usageLimit, .tryAnother(.pause(let until, _))) where !RateLimit.areOfOneModel(response.fields):
            .tryAnother(.pause(until: until, .everyModel))
        default: usual
        }
    }

    /// Whether nobody could be asked how long a request is, so that an estimate is all there can be.
    ///
    /// No codex upstream counts for us, and an account that has to rest is no reason not to answer.
    func estimates(_ request: RelayedRequest) -> Bool {
        guard request.isTokenCount else { return false }
        let records = accounts.records.filter { !$0.account.isDisabled }
        return !records.isEmpty && records.allSatisfy(\.account.service.isTranslated)
    }

    /// Answers how long a request is (`TokenEstimate`).
    func respondWithEstimate(
        of request: RelayedRequest,
        to writer: consuming ResponseWriter,
        _ record: inout RequestRecord
    ) async throws {
        let answer: KeptAnswer
        do throws(WireFormatError) {
            answer = try Self.estimate(request)
        } catch {
            return try await respond(.invalidRequest("\(error)"), to: writer, request.head, &record)
        }
        try await writer.respond(answer.status, fields: answer.fields, body: answer.body)
        record.status = answer.status.rawValue
    }

    private static func estimate(_ request: RelayedRequest) throws(WireFormatError) -> KeptAnswer {
        let count = TokenEstimate.tokens(of: try request.translation.request())
        let body = Array("{\"input_tokens\":\(count)}".utf8)
        return KeptAnswer(status: .ok, fields: ["content-type": "application/json"], body: body)
    }

    /// Remembers what a stream says about limits.
    func noteQuota(_ events: [GenerationEvent], in response: UpstreamResponse, of account: UpstreamAccount) {
        guard !RateLimit.areOfOneModel(response.fields) else { return }
        for case .quota(let quota) in events {
            let now = Timestamp.now
            let all = RateLimit.all(in: quota, at: now)
            guard !all.isEmpty else { continue }
            let limits = ReportedLimits(source: .event(all), at: now)
            accounts.update(account.id) { entry in
                entry.limits = limits
                if let plan = quota.plan { entry.account.plan = plan }
            }
        }
    }
}
