import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel

/// Tells a client of each request as it ends, as a stream of events.
struct EventFeed {
    let ledger: Ledger
    let loop: EventLoop

    /// How often something is sent when nothing happens, so that a client that has gone is noticed.
    static let heartbeat = Duration.seconds(15)

    /// The shortest time between two pieces.
    static let interval = Duration.milliseconds(100)

    /// Sends what is still known, then what comes, until the client goes or the engine ends.
    ///
    /// A client that comes back names the last event that it has seen, and gets those that it has missed.
    func serve(_ request: HTTPRequest, to writer: consuming ResponseWriter) async throws {
        var next = request.fields["last-event-id"].flatMap { Int($0) }.map { max(-1, min($0, .max - 1)) + 1 } ?? 0
        let body = try await writer.start(
            .ok,
            fields: ["content-type": "text/event-stream", "cache-control": "no-store"]
        )
        while !Task.isCancelled, !ledger.isClosed {
            let heard = ledger.recorded.count
            let recent = ledger.recent
            // The number of an earlier run of the engine means nothing in this one.
            if next > recent.next { next = 0 }
            var output: [UInt8] = []
            let records = recent.records(from: next)
            for (number, record) in zip((recent.next - records.count)..., records) {
                var data: [UInt8] = []
                record.append(to: &data)
                let event = ServerSentEvent(name: "request", data: data, id: String(number))
                ServerSentEventWriter.append(event, to: &output)
            }
            next = recent.next
            if output.isEmpty { ServerSentEventWriter.appendComment(to: &output) }
            try await body.write(output)
            await wait(after: heard)
            // Many requests go out together: nobody reads hundreds of lines a second.
            try? await loop.sleep(for: Self.interval)
        }
        try await body.finish()
    }

    /// Waits until there is something to send, or it is time for a sign of life.
    private func wait(after heard: UInt64) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = await ledger.recorded.next(after: heard) }
            group.addTask { try? await loop.sleep(for: Self.heartbeat) }
            _ = await group.next()
            group.cancelAll()
        }
    }
}
