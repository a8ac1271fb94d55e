import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel

/// Passes requests on to an upstream and the answers back: byte by byte, or translated where the upstream speaks
/// another language.
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
    let notices: DropNotices
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
        let relayed = RelayedRequest(head: request.head, body: body, start: start)
        // A client may name anything; the books hold what a name can be.
        record.model = relayed.peek.model.map { $0.utf8.count <= 128 ? $0 : String($0.prefix(32)) + "…" }
        record.isStream = relayed.peek.isStream
        if estimates(relayed) { return try await respondWithEstimate(of: relayed, to: writer, &record) }
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
        // That a client did not wait says nothing about the account.
        if let account = record.account, record.status != RequestRecord.clientGone {
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
                // Of several that fail, the books have the last.
                record.accountLabel = account.label
                let answer = try await attempt(request, account, model, &history)
                record.retries = history.retries
                guard let answer else { continue }
                record.account = account.id
                return try await deliver(answer, of: account, model, to: writer, request, &record)
            case .none(.noAccount):
                return try await respond(.noAccount(configuration.current.kind), to: writer, request.head, &record)
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
}
