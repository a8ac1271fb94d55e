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

    private static func requests(
        to port: UInt16,
        by client: UpstreamClient,
        until deadline: MonotonicTime
    ) async throws -> Samples {
        let sample = LoadRequest(.message, to: Target(name: "", port: port))
        var fields: HTTPFields = [.authorization: "Bearer benchmark-key", .contentType: "application/json"]
        for (name, value) in [("user-agent", "claude-cli/2.1.329 (external, sdk-cli)"), ("x-app", "cli")] {
            if let name = HTTPFieldName(validating: name) { fields.append(name, value) }
        }
        let url = "http://127.0.0.1:\(port)/v1/messages?beta=true"
        let request = UpstreamRequest(.post, url, fields: fields, body: .bytes(sample.body))
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
