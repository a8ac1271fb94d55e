import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import WireFormats

extension Relay {
    /// Passes a translated answer on: event by event, or as a whole where the client wants that.
    func deliver(
        _ answer: TranslatedAnswer,
        of account: UpstreamAccount,
        to writer: consuming ResponseWriter,
        _ request: RelayedRequest,
        _ record: inout RequestRecord
    ) async throws {
        record.millisecondsToFirstByte = Double(request.start.nanoseconds(until: .now)) / 1e6
        record.requestID = answer.response.fields["x-request-id"]
        guard answer.context.isStreaming else {
            var answer = answer
            return try await deliverWhole(&answer, of: account, to: writer, &record)
        }
        ledger.changeActive(streams: 1)
        defer { ledger.changeActive(streams: -1) }
        var fields: HTTPFields = ["content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache"]
        if let requestID = record.requestID { fields.append("request-id", requestID) }
        let body = try await writer.start(.ok, fields: fields, flush: false)
        var answer = answer
        var encoder = MessagesStreamEncoder(answer.context)
        guard try await pump(&answer, of: account, &encoder, into: body, &record) else { return }
        try await body.finish()
        record.status = HTTPStatus.ok.rawValue
        record.failure = encoder.failure.map { "\($0)" }
        record.usage = record.usage ?? encoder.usage.map { TokenUsage($0) }
        await answer.drain()
    }

    /// Writes events as they come, and a `ping` when the client has seen none for long: because the upstream is silent,
    /// or because nothing of what it says is for the client, such as thoughts that are not to be shown.
    ///
    /// - Returns: whether the client is still there.
    private func pump(
        _ answer: inout TranslatedAnswer,
        of account: UpstreamAccount,
        _ encoder: inout MessagesStreamEncoder,
        into body: borrowing ResponseBodyWriter,
        _ record: inout RequestRecord
    ) async throws -> Bool {
        let patience = configuration.current.keepAlive
        var output: [UInt8] = []
        // Whoever has waited so long sees that there is somebody; and a failure has a message to stand in.
        if !answer.isAboutToBegin { encoder.begin(into: &output) }
        guard await write(output, of: answer, into: body) else { return false }
        var pingTime = MonotonicTime.now.advanced(by: patience)
        while !encoder.isEnded {
            output.removeAll(keepingCapacity: true)
            do throws(UpstreamError) {
                switch try await answer.next(within: TranslatedAnswer.span(until: pingTime)) {
                case .events:
                    let events = answer.takeEvents()
                    take(events, of: answer, account, &record)
                    encoder.encode(events, into: &output)
                case .silence: break
                case .end:
                    let reason = "the upstream has ended its answer before it was whole"
                    encoder.encode([.failed(UpstreamFailure(.brokenStream, message: reason))], into: &output)
                }
            } catch {
                guard error.kind != .cancelled else { return false }
                log.write(.warning, "\(account.label): \(error)")
                encoder.encode([.failed(UpstreamFailure(.brokenStream, message: "\(error)"))], into: &output)
            }
            if output.isEmpty, MonotonicTime.now >= pingTime { encoder.ping(into: &output) }
            guard !output.isEmpty else { continue }
            pingTime = MonotonicTime.now.advanced(by: patience)
            guard await write(output, of: answer, into: body) else { return false }
        }
        return true
    }

    /// Writes a piece of a stream.
    ///
    /// - Returns: whether the client is still there; the upstream is left alone where it is not.
    private func write(
        _ output: [UInt8],
        of answer: TranslatedAnswer,
        into body: borrowing ResponseBodyWriter
    ) async -> Bool {
        guard !output.isEmpty else { return true }
        do throws(HTTPTransportError) {
            try await body.write(output)
            return true
        } catch {
            // The client has gone: nobody wants the rest.
            answer.response.cancel()
            return false
        }
    }

    /// Answers with one message; `begin` has read it.
    private func deliverWhole(
        _ answer: inout TranslatedAnswer,
        of account: UpstreamAccount,
        to writer: consuming ResponseWriter,
        _ record: inout RequestRecord
    ) async throws {
        take(answer.takeEvents(), of: answer, account, &record)
        guard let body = answer.message else {
            let error = GatewayError.upstreamUnreachable("it has ended its answer before it was whole")
            record.failure = error.message
            record.status = error.status.rawValue
            return try await writer.respond(error.status, fields: error.fields, body: error.body(for: .anthropic))
        }
        var fields: HTTPFields = ["content-type": "application/json"]
        if let requestID = record.requestID { fields.append("request-id", requestID) }
        try await writer.respond(.ok, fields: fields, body: body)
        record.status = HTTPStatus.ok.rawValue
        await answer.drain()
    }

    /// Enters what an answer tells about its cost and the account's limits.
    private func take(
        _ events: [GenerationEvent],
        of answer: TranslatedAnswer,
        _ account: UpstreamAccount,
        _ record: inout RequestRecord
    ) {
        noteQuota(events, in: answer.response, of: account)
        for event in events {
            if case .usage(let usage) = event { record.usage = TokenUsage(usage) }
            if case .failed(let failure) = event { rest(account, after: failure, answer) }
        }
    }

    /// Leaves an account alone whose limit was reached in the middle of an answer, as if that were all of the answer.
    private func rest(_ account: UpstreamAccount, after failure: UpstreamFailure, _ answer: TranslatedAnswer) {
        guard
            case .failure(let kept, .tryAnother(let pause)) = Self.failed(failure, answer.response, answer.context),
            case .pause = pause
        else { return }
        accounts.update(account.id) { $0.take(pause, of: kept, for: answer.model, now: .now) }
        ledger.recordCooldown()
    }
}

extension TokenUsage {
    /// What a translated answer has cost.
    init(_ usage: GenerationUsage) {
        self.init(
            input: Int64(usage.input),
            output: Int64(usage.output),
            cacheCreation: Int64(usage.cacheWrite),
            cacheRead: Int64(usage.cacheRead)
        )
    }
}
