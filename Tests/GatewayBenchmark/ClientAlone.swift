import HTTPTransport
import HTTPWire
import PlatformSupport

/// Our upstream client without a server in front of it: what a request costs on our side of an upstream.
enum ClientAlone {
    /// Sends requests for so long, a number of them at a time, and prints one line of figures.
    static func run(port: UInt16, connections: Int, seconds: Int) throws {
        let wanted = Duration.seconds(seconds)
        let (count, latency) = try EventLoop.run { loop in
            let client = UpstreamClient(on: loop)
            let deadline = MonotonicTime.now.advanced(by: wanted)
            return try await withThrowingTaskGroup(of: Samples.self) { group in
                for _ in 0..<connections {
                    group.addTask { try await requests(to: port, by: client, until: deadline) }
                }
                var all = Samples()
                for try await samples in group {
                    all.add(samples)
                }
                return (all.count, all)
            }
        }
        let processor = ProcessFigures(pid: CurrentProcess.pid).processorSeconds ?? 0
        let line = [
            Double(count) / Double(seconds), latency.microseconds(at: 0.5) ?? 0,
            latency.microseconds(at: 0.99) ?? 0, processor * 1e6 / Double(max(count, 1)),
        ]
        try Descriptor.writeAll(1, line.map { String($0) }.joined(separator: " ") + "\n")
    }

    /// Downloads the largest answer and prints how many megabytes a second that were.
    static func download(port: UInt16) throws {
        let rate = try EventLoop.run { loop in
            let client = UpstreamClient(on: loop)
            let request = request(.bulk, to: port)
            let began = MonotonicTime.now
            let response = try await client.send(request)
            var count = 0
            while let chunk = try await response.next() {
                count += chunk.count
            }
            return Double(count >> 20) / (Double(began.nanoseconds(until: .now)) / 1e9)
        }
        try Descriptor.writeAll(1, "\(rate)\n")
    }

    private static func request(_ wanted: FakeUpstream.Case, to port: UInt16) -> UpstreamRequest {
        let body = LoadRequest(wanted, to: Target(name: "", port: port)).body
        let fields: HTTPFields = [
            .authorization: "Bearer benchmark-key", .contentType: "application/json",
            .userAgent: "claude-cli/2.1.329 (external, sdk-cli)", "x-app": "cli",
        ]
        let url = "http://127.0.0.1:\(port)/v1/messages?beta=true"
        return UpstreamRequest(.post, url, fields: fields, body: .bytes(body))
    }

    private static func requests(
        to port: UInt16,
        by client: UpstreamClient,
        until deadline: MonotonicTime
    ) async throws -> Samples {
        let request = request(.message, to: port)
        var latency = Samples()
        while MonotonicTime.now < deadline {
            let began = MonotonicTime.now
            let response = try await client.send(request)
            let body = try await response.collect(limit: 1 << 20)
            guard response.status == .ok, !body.isEmpty else { throw BenchmarkError("\(response.status)") }
            latency.add(began.nanoseconds(until: .now))
        }
        return latency
    }
}
