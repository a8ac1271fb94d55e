import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel

extension RequestRecord {
    /// Notes that the client's body did not come as it should have; the server answers that itself.
    mutating func note(_ error: HTTPTransportError) {
        switch error {
        case .malformed: status = HTTPStatus.badRequest.rawValue
        case .timedOut: status = HTTPStatus.requestTimeout.rawValue
        default: return
        }
        failure = "\(error)"
    }
}

extension Relay {
    /// Gives the client an answer that nothing can replace any more.
    func deliver(
        _ answer: StartedAnswer,
        of account: UpstreamAccount,
        _ model: UpstreamModel,
        to writer: consuming ResponseWriter,
        _ request: RelayedRequest,
        _ record: inout RequestRecord
    ) async throws {
        switch answer {
        case .relayed(let response):
            if response.status.isSuccess { accept(account, model) }
            try await deliver(response, of: account, to: writer, request, &record)
        case .translated(let translated):
            accept(account, model)
            try await deliver(translated, of: account, to: writer, request, &record)
        case .whole(let answer):
            try await writer.respond(answer.status, fields: answer.fields, body: answer.body)
            record.status = answer.status.rawValue
            record.requestID = answer.fields["request-id"]
            if !answer.status.isSuccess { record.failure = "the upstream has refused the request" }
        case .refused(let error):
            try await respond(error, to: writer, request.head, &record)
        }
    }

    /// Passes a response on while it comes: each piece before the next is asked for.
    private func deliver(
        _ response: UpstreamResponse,
        of account: UpstreamAccount,
        to writer: consuming ResponseWriter,
        _ request: RelayedRequest,
        _ record: inout RequestRecord
    ) async throws {
        record.millisecondsToFirstByte = Double(request.start.nanoseconds(until: .now)) / 1e6
        record.requestID = response.fields["request-id"]
        var scanner = AnswerUsageScanner(
            contentType: response.fields[.contentType],
            isEncoded: response.fields["content-encoding"].map { $0.lowercased() != "identity" } ?? false
        )
        let isStream = scanner.isStream
        if isStream { ledger.changeActive(streams: 1) }
        defer {
            if isStream { ledger.changeActive(streams: -1) }
            record.usage = scanner.usage
        }
        let fields = HeaderPolicy.clientFields(response.fields)
        // The first event of a stream may be long in coming; everything else goes out together with its head.
        let body = try await writer.start(response.status, fields: fields, flush: isStream)
        do throws(UpstreamError) {
            while let piece = try await response.next() {
                scanner.feed(piece[...])
                do throws(HTTPTransportError) {
                    try await body.write(piece[...])
                } catch {
                    // The client has gone: nobody wants the rest.
                    response.cancel()
                    return
                }
            }
        } catch {
            guard error.kind != .cancelled else { return }
            // Returning without an end breaks the connection off: the client sees that this is not all.
            record.status = response.status.rawValue
            record.failure = "\(error)"
            log.write(.warning, "\(account.label): \(error)")
            return
        }
        try await body.finish()
        record.status = response.status.rawValue
        if scanner.hasError { record.failure = "the upstream has reported an error within the stream" }
    }

    /// What was refused before is accepted again.
    private func accept(_ account: UpstreamAccount, _ model: UpstreamModel) {
        accounts.update(account.id) { entry in
            guard entry.refusal != nil || !entry.refusedModels.isEmpty else { return }
            entry.refusal = nil
            entry.refusedModels[model.name] = nil
        }
    }

    /// Answers with what all attempts have led to.
    func respond(
        _ outcome: AttemptHistory.Outcome,
        to writer: consuming ResponseWriter,
        _ request: RelayedRequest,
        _ record: inout RequestRecord
    ) async throws {
        switch outcome {
        case .error(let error):
            try await respond(error, to: writer, request.head, &record)
        case .upstream(let answer, let until):
            record.requestID = answer.fields["request-id"]
            record.failure = "no account could serve the request"
            let fields = answer.fieldsForClient(until: until, now: .now)
            try await writer.respond(answer.status, fields: fields, body: answer.body)
            record.status = answer.status.rawValue
        }
    }

    /// Answers with an error of our own.
    func respond(
        _ error: GatewayError,
        to writer: consuming ResponseWriter,
        _ head: HTTPRequestHead,
        _ record: inout RequestRecord
    ) async throws {
        record.failure = error.message
        try await writer.respond(error.status, fields: error.fields, body: error.body(for: CallerFormat(head)))
        record.status = error.status.rawValue
    }
}
