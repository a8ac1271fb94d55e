import JSON
import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel

extension ManagementAPI {
    /// Usage: our own sums, and beside them what cli-proxy-api's answer had up to v6.9.
    func usageView() -> ManagementAnswer {
        let usage = ledger.usage
        var json = JSONWriter(reservingCapacity: 16 * 1024)
        json.beginObject()
        json.name("failed_requests")
        json.integer(usage.total.failures)
        json.name("usage")
        json.value(Self.contractShape(usage))
        json.name("statistics")
        usage.write(to: &json)
        json.endObject()
        return ManagementAnswer(json: json.bytes)
    }

    private static func contractShape(_ usage: UsageStatistics) -> JSONValue {
        let days = usage.days.sorted { $0.key < $1.key }.map { (UsageStatistics.date(ofDay: $0.key), $0.value.total) }
        let models = usage.models.sorted { $0.key < $1.key }.map { name, counters in
            JSONMember(
                name,
                .members(
                    ("total_requests", .integer(counters.requests)),
                    ("total_tokens", .integer(counters.tokens.total)),
                    ("details", .array([]))
                )
            )
        }
        let all = JSONValue.members(
            ("total_requests", .integer(usage.total.requests)),
            ("total_tokens", .integer(usage.total.tokens.total)),
            ("models", .object(models))
        )
        return .members(
            ("total_requests", .integer(usage.total.requests)),
            ("success_count", .integer(usage.total.requests - usage.total.failures)),
            ("failure_count", .integer(usage.total.failures)),
            ("total_tokens", .integer(usage.total.tokens.total)),
            // Client keys are not told apart, and their own text is nobody's business here.
            ("apis", .object("ccproxy", all)),
            ("requests_by_day", .object(days.map { JSONMember($0.0, .integer($0.1.requests)) })),
            ("tokens_by_day", .object(days.map { JSONMember($0.0, .integer($0.1.tokens.total)) }))
        )
    }

    /// The last requests from a number on, and the number to go on from.
    func recentRequests(from number: Int) -> ManagementAnswer {
        let recent = ledger.recent
        var json = Array("{\"next\":\(recent.next),\"requests\":[".utf8)
        for (index, record) in recent.records(from: number).enumerated() {
            if index > 0 { json.append(UInt8(ascii: ",")) }
            record.append(to: &json)
        }
        return ManagementAnswer(json: json + Array("]}".utf8))
    }

    /// How much of the end of a log is looked at, in bytes.
    private static let logTail = 1 << 20

    private static func endOfLog(_ path: String) -> [UInt8]? {
        guard let file = try? FileReader.open(path), let size = try? file.info().size else { return nil }
        return try? file.read(at: max(0, size - Int64(logTail)), count: logTail)
    }

    /// The last lines of the log, as far as there is a file of it beside the configuration.
    ///
    /// `after` leaves out what is not younger, `limit` all but the last so many.
    func logLines(_ query: QueryItems) -> ManagementAnswer {
        let directory = ProviderDirectory(path: Paths.parent(of: configuration.path))
        guard let bytes = Self.endOfLog(directory.currentLog) else {
            return .failure(.badRequest, "logging to file disabled", "There is no \(directory.currentLog)")
        }
        let after = query["after"].flatMap { Int64($0) } ?? 0
        let limit = min(max(query["limit"].flatMap { Int($0) } ?? 1000, 1), 10_000)
        var latest = after
        let lines = bytes.split(separator: UInt8(ascii: "\n")).compactMap { line -> JSONValue? in
            let text = String(decoding: line, as: UTF8.self)
            guard let time = Self.time(ofLine: text) else { return after > 0 ? nil : .string(text) }
            guard time > after else { return nil }
            latest = max(latest, time)
            return .string(text)
        }.suffix(limit)
        return ManagementAnswer(
            .members(
                ("lines", .array(Array(lines))),
                ("line-count", .integer(lines.count)),
                ("latest-timestamp", .integer(latest))
            )
        )
    }

    /// The time that a line of our log begins with, in seconds since 1970.
    private static func time(ofLine line: String) -> Int64? {
        let beginning = #"{"time":""#
        guard line.hasPrefix(beginning) else { return nil }
        return Timestamp(String(line.dropFirst(beginning.count).prefix { $0 != "\"" }))?.seconds
    }
}
