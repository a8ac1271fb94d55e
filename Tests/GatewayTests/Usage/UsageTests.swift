import JSON
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import Gateway

struct UsageTests {
    private let noon = Timestamp(seconds: 20_000 * 86_400 + 43_200)

    private func record(
        _ model: String? = "m",
        account: String? = "a",
        status: UInt16 = 200,
        tokens: Int64 = 10,
        at time: Timestamp? = nil
    ) -> RequestRecord {
        RequestRecord(
            time: time ?? noon,
            method: "POST",
            path: "/v1/messages",
            model: model,
            account: account,
            accountLabel: account,
            status: status,
            usage: TokenUsage(input: tokens, output: 1),
            millisecondsToFirstByte: 20,
            milliseconds: 300
        )
    }

    private func json(_ statistics: UsageStatistics) throws -> [UInt8] {
        var json = JSONWriter()
        statistics.write(to: &json)
        return json.bytes
    }

    @Test func `a request counts in total, for its model, its account and its day`() {
        var statistics = UsageStatistics(since: noon)
        statistics.count(record())
        statistics.count(record("n", account: "b", status: 429, at: noon.advanced(bySeconds: 86_400)))
        statistics.count(record(nil, account: nil, status: 503))
        #expect(statistics.total.requests == 3)
        #expect(statistics.total.failures == 2)
        #expect(statistics.total.tokens == TokenUsage(input: 30, output: 3))
        #expect(statistics.models.mapValues(\.requests) == ["m": 1, "n": 1])
        #expect(statistics.accounts.mapValues(\.failures) == ["a": 0, "b": 1])
        #expect(statistics.days.mapValues(\.total.requests) == [20_000: 2, 20_001: 1])
        #expect(statistics.days[20_000]?.models.keys.sorted() == ["m"])
    }

    @Test func `what is written reads back as it was, and equal values give equal bytes`() throws {
        var statistics = UsageStatistics(since: noon)
        for index in 0..<50 {
            statistics.count(
                record("m\(index % 7)", account: "é\(index % 3)", at: noon.advanced(bySeconds: Int64(index) * 40_000))
            )
        }
        let bytes = try json(statistics)
        let read = try #require(UsageStatistics(try JSONReader.read(bytes)))
        #expect(read == statistics)
        #expect(try json(read) == bytes)
    }

    @Test func `names of models are bounded, whatever clients make up`() {
        var statistics = UsageStatistics(since: noon)
        for index in 0..<1000 { statistics.count(record("model-\(index)", account: "account-\(index)")) }
        statistics.count(record(String(repeating: "x", count: 10_000)))
        #expect(statistics.models.count == UsageStatistics.nameLimit + 1)
        #expect(statistics.accounts.count == UsageStatistics.nameLimit + 1)
        #expect(statistics.models[UsageStatistics.other]?.requests == 801)
        #expect(statistics.models["model-0"]?.requests == 1)
        #expect(statistics.total.requests == 1001)
    }

    @Test func `the last four hundred days are kept`() {
        var statistics = UsageStatistics(since: noon)
        for day in 0..<450 { statistics.count(record(at: noon.advanced(bySeconds: Int64(day) * 86_400))) }
        #expect(statistics.days.count == UsageStatistics.dayLimit)
        #expect(statistics.days.keys.min() == 20_050)
        statistics.count(record(at: Timestamp(seconds: 0)))
        #expect(statistics.days.keys.min() == 20_050, "a clock that went back does not push out what is newer")
    }

    @Test func `the file survives a restart, is its owner's alone, and a broken one is put aside`() throws {
        try withTemporaryDirectory { directory in
            let file = UsageFile(besideConfiguration: directory.path("config.yaml"))
            #expect(file.read(now: noon).statistics == UsageStatistics(since: noon))
            var statistics = UsageStatistics(since: noon)
            statistics.count(record())
            try file.write(statistics)
            #expect(try FileSystem.info(file.path)?.mode == 0o600)
            #expect(file.read(now: noon.advanced(bySeconds: 9)).statistics == statistics)
            for text in ["{", "{}", #"{"version":2,"since":"2026-01-01T00:00:00Z"}"#] {
                try FileSystem.write(text, atomicallyTo: file.path, mode: 0o600, durable: false)
                let reading = file.read(now: noon)
                #expect(reading.statistics == UsageStatistics(since: noon))
                #expect(try #require(reading.note).contains(".usage.json.unreadable"))
                #expect(try FileSystem.read("\(file.path).unreadable") == Array(text.utf8))
            }
        }
    }

    @Test func `buckets are cumulative, and the last one holds everything`() {
        var histogram = Histogram()
        for seconds in [0.001, 0.005, 0.3, 1000] { histogram.observe(seconds: seconds) }
        var output = PrometheusText()
        output.histogram("x", help: "h", histogram)
        #expect(output.text.contains("# TYPE x histogram\n"))
        #expect(output.text.contains("x_bucket{le=\"0.005\"} 2\n"))
        #expect(output.text.contains("x_bucket{le=\"0.5\"} 3\n"))
        #expect(output.text.contains("x_bucket{le=\"600.0\"} 3\n"))
        #expect(output.text.contains("x_bucket{le=\"+Inf\"} 4\nx_sum 1000.306\nx_count 4\n"))
    }

    @Test func `metrics carry their labels, escaped`() {
        var metrics = Metrics()
        metrics.count(record("a\"b\\c\nd"))
        metrics.count(record(status: 429))
        metrics.countCooldown()
        let text = metrics.prometheus(
            Metrics.Surroundings(startedAt: 7, activeCooldowns: [("a", 2)], accounts: (usable: 1, all: 2))
        )
        for line in [
            #"ccproxy_build_info{version="0.1.0"} 1"#, "process_start_time_seconds 7",
            #"ccproxy_requests_total{model="a\"b\\c\nd",account="a",status="200"} 1"#,
            #"ccproxy_requests_total{model="m",account="a",status="429"} 1"#,
            #"ccproxy_tokens_total{model="m",type="output"} 1"#, "ccproxy_cooldowns_total 1",
            #"ccproxy_cooldowns_active{account="a"} 2"#, #"ccproxy_accounts{state="usable"} 1"#,
            "ccproxy_time_to_first_byte_seconds_count 2", "ccproxy_request_duration_seconds_count 2",
        ] {
            #expect(text.contains("\(line)\n"), "\(line)")
        }
        let families = text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.map {
            $0.split(separator: " ")[2]
        }
        #expect(Set(families).count == families.count)
    }

    @Test func `the number of label combinations is bounded`() {
        var metrics = Metrics()
        for index in 0..<5000 { metrics.count(record("model-\(index)")) }
        #expect(metrics.requests.count <= Metrics.labelLimit + 10)
        #expect(metrics.tokens.count <= Metrics.labelLimit + 1)
        #expect(metrics.requests.values.reduce(0, +) == 5000)
    }

    @Test func `a reader of the last requests sees each once, and is told nothing that is gone`() {
        var recent = RecentRequests()
        #expect(recent.records(from: 0).isEmpty)
        for status in 0..<1000 { recent.append(record(status: UInt16(status))) }
        #expect(recent.next == 1000)
        #expect(recent.records(from: 990).map(\.status) == Array(990..<1000))
        #expect(recent.records(from: 0).map(\.status) == Array(800..<1000))
        #expect(recent.records(from: 1000).isEmpty)
        #expect(recent.records(from: 2000).isEmpty)
    }

    @Test func `the log line of a request says what happened and nothing of what was said`() throws {
        var record = record()
        record.requestID = "req_1"
        record.retries = 1
        record.isStream = true
        record.failure = "the client has gone"
        record.milliseconds = 300.456
        var line: [UInt8] = []
        record.append(to: &line)
        #expect(
            String(decoding: line, as: UTF8.self)
                == #"{"time":"2024-10-04T12:00:00.000Z","method":"POST","path":"/v1/messages","status":200,"model":"m","#
                + #""account":"a","stream":true,"tokens":{"input_tokens":10,"output_tokens":1,"#
                + #""cache_creation_input_tokens":0,"cache_read_input_tokens":0},"first_byte_ms":20,"#
                + #""total_ms":300.46,"retries":1,"request_id":"req_1","failure":"the client has gone"}"#
        )
        #expect(!record.isSuccess)
    }

    @Test func `what a client makes up does not break the log line`() throws {
        var record = record("a\"b\\c\n\u{7F}é")
        record.path = "/\u{1}"
        record.milliseconds = -.infinity
        var line: [UInt8] = []
        record.append(to: &line)
        let read = try JSONReader.read(line)
        #expect(read["model"]?.string == record.model)
        #expect(read["path"]?.string == record.path)
        #expect(read["total_ms"]?.double == 0)
        #expect(line.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    }

    @Test func `usage is counted only when it is wanted, the rest always`() {
        let ledger = Ledger(UsageStatistics(since: noon))
        ledger.countsUsage = false
        ledger.record(record())
        #expect(ledger.usage.total.requests == 0)
        #expect(ledger.changed.count == 0)
        #expect(ledger.recent.next == 1)
        ledger.countsUsage = true
        ledger.record(record())
        #expect(ledger.usage.total.requests == 1)
        #expect(ledger.changed.count == 1)
        #expect(ledger.metrics.requests.values.reduce(0, +) == 2)
        ledger.resetUsage(now: noon)
        #expect(ledger.usage == UsageStatistics(since: noon))
    }
}
