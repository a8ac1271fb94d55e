import HTTPTransport
import HTTPWire
import JSON
import PlatformSupport
import ProxyModel

/// Tells one open page how everything stands, and then of each change as it happens.
struct ViewerFeed {
    let source: DashboardSource
    let details: DetailsKeeper
    let ownPort: UInt16

    /// How often it is looked for what does not ring: accounts, quotas, logs.
    static let interval = Duration.seconds(5)

    /// The shortest time between two pieces: nobody sees more.
    static let shortestInterval = Duration.milliseconds(50)

    /// Sends events until the page goes or the daemon ends.
    ///
    /// `providers` tells which there are, in their order, and `provider` everything about one of them.
    func serve(_ writer: consuming ResponseWriter) async throws {
        var fields = DashboardFile.commonFields
        fields[.contentType] = "text/event-stream"
        fields[.cacheControl] = "no-store"
        let body = try await writer.start(.ok, fields: fields)
        var sent: [String: [UInt8]] = [:]
        while !Task.isCancelled {
            let heard = source.changes.count
            var output: [UInt8] = []
            await append(to: &output, sent: &sent)
            // Also how a page is noticed that has gone without a word.
            if output.isEmpty { ServerSentEventWriter.appendComment(to: &output) }
            try await body.write(output)
            await wait(after: heard)
            try await source.loop.sleep(for: Self.shortestInterval)
        }
        try await body.finish()
    }

    /// Appends an event for everything that is not as it was sent last.
    private func append(to output: inout [UInt8], sent: inout [String: [UInt8]]) async {
        let report = await source.report()
        let overview = Self.overview(report)
        // No provider has an empty name.
        if sent[""] != overview { ServerSentEventWriter.append(.init(name: "providers", data: overview), to: &output) }
        var current = ["": overview]
        for provider in report.providers {
            let view = await details.view(of: provider, ownPort: ownPort)
            var json = JSONWriter(reservingCapacity: 2048)
            view.write(to: &json)
            current[provider.provider] = json.bytes
            guard sent[provider.provider] != json.bytes else { continue }
            ServerSentEventWriter.append(.init(name: "provider", data: json.bytes), to: &output)
        }
        sent = current
    }

    private static func overview(_ report: StatusReport) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.name("version")
        json.string(report.daemon.version)
        json.name("providers")
        json.beginArray()
        for provider in report.providers { json.string(provider.provider) }
        json.endArray()
        json.endObject()
        return json.bytes
    }

    /// Waits until something has changed, or it is time to look.
    private func wait(after heard: UInt64) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = await source.changes.next(after: heard) }
            group.addTask { try? await source.loop.sleep(for: Self.interval) }
            _ = await group.next()
            group.cancelAll()
        }
    }
}
