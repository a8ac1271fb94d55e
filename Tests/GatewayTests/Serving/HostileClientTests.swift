import HTTPTransport
import HTTPWire
import PlatformSupport
import Synchronization
import TestSupport
import Testing

@Suite("Clients that mean no good, before the real process")
struct HostileClientTests {
    private static let message = HTTPClientRequest(
        .post,
        "/v1/messages",
        fields: ["x-api-key": "client-secret"],
        body: Array(#"{"model":"m","messages":[]}"#.utf8)
    )

    /// How much of the process is in memory, in bytes; nil where the system does not say it in a file.
    private func resident(_ process: GatewayProcess) -> Int? {
        guard let text = try? FileSystem.read("/proc/\(process.handle.pid)/statm") else { return nil }
        return String(decoding: text, as: UTF8.self).split(separator: " ").dropFirst().first
            .flatMap { Int($0) }.map { $0 * 4096 }
    }

    @Test func `hundreds of heads and bodies that never end hinder nobody, and each is given up in time`() throws {
        try ResourceLimit.openFiles.raise(to: 8192)
        try withGatewayProcess { loop, process, address, _ in
            let before = resident(process)
            var slow: [RawClient] = []
            for number in 0..<500 {
                let client = try await RawClient(to: address, on: loop)
                slow.append(client)
                switch number % 5 {
                case 0: #expect(client.send("G"))
                case 1: #expect(client.send("GET /v1/models HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: "))
                case 2: #expect(client.send("POST /v1/messages HTTP/1.1\r\nhost: 127.0.0.1\r\n\(Self.long)"))
                case 3: try client.endSending()
                default: break
                }
            }
            for _ in 0..<5 {
                let connection = HTTPConnection(to: address, on: loop)
                let answer = try await connection.exchange(Self.message, deadline: .now + .seconds(60))
                #expect(answer.status == .ok)
                connection.close()
                // One byte more is not one more chance.
                for (number, client) in slow.enumerated() where number % 5 == 1 { client.send("x") }
            }
            if let before, let now = resident(process) {
                #expect(now - before < 32 << 20, "\((now - before) >> 10) kB for 500 connections")
            }
            for (number, client) in slow.enumerated() where number % 5 < 4 {
                let answer = try await client.receiveAll()
                if number % 5 == 3 {
                    #expect(answer.isEmpty)
                } else {
                    #expect(answer.hasPrefix("HTTP/1.1 408 "), "client \(number): \(answer)")
                }
            }
            let connection = HTTPConnection(to: address, on: loop)
            #expect(try await connection.exchange(HTTPClientRequest(.get, "/healthz")).status == .ok)
            connection.close()
            try process.handle.signal(.terminate)
            #expect(process.end() == .exited(code: 0))
        }
    }

    /// Most of what a head may be.
    private static let long = "x-long: " + String(repeating: "a", count: 30_000)

    /// Heads and bodies about whose end two readers could differ, with the beginning of the refusal.
    private static let ambiguous: [(head: String, body: String, status: Int)] = [
        ("content-length: 4\r\ntransfer-encoding: chunked", "0\r\n\r\n", 400),
        ("transfer-encoding: chunked\r\ncontent-length: 4", "0\r\n\r\n", 400),
        ("content-length: 0\r\ncontent-length: 4", "abcd", 400), ("content-length: 0, 4", "abcd", 400),
        ("content-length: +4", "abcd", 400), ("content-length: 0x4", "abcd", 400), ("content-length: -1", "", 400),
        ("content-length: 18446744073709551620", "abcd", 400),
        ("transfer-encoding: chunked\r\ntransfer-encoding: identity", "0\r\n\r\n", 400),
        ("transfer-encoding: xchunked", "0\r\n\r\n", 501), ("transfer-encoding: chunked, gzip", "0\r\n\r\n", 501),
        ("transfer-encoding : chunked", "0\r\n\r\n", 400), (" transfer-encoding: chunked", "0\r\n\r\n", 400),
        ("x: y\r\n transfer-encoding: chunked", "0\r\n\r\n", 400),
        ("x: y\rtransfer-encoding: chunked", "0\r\n\r\n", 400),
        ("transfer-encoding: chunked", "fffffffffffffffff\r\n", 400), ("transfer-encoding: chunked", "-1\r\n\r\n", 400),
        ("transfer-encoding: chunked", "1\r\nab\r\n0\r\n\r\n", 400),
        ("transfer-encoding: chunked", "0x1\r\na\r\n0\r\n\r\n", 400),
        ("host: other.example", "", 400),
    ]

    @Test func `a request that two readers could end differently is refused and nothing behind it is read`() throws {
        let asked = Mutex<[String]>([])
        let script: FakeUpstream.Script = { received, writer in
            asked.withLock { $0.append("\(received.method) \(received.target)") }
            try await writer.respond(.ok, body: Array("{}".utf8))
        }
        try withGatewayProcess(upstream: script) { loop, process, address, _ in
            let key = "host: 127.0.0.1\r\nx-api-key: client-secret\r\n"
            let hidden = "POST /v1/messages?hidden HTTP/1.1\r\n\(key)content-length: 2\r\n\r\n{}"
            for (head, body, status) in Self.ambiguous {
                let client = try await RawClient(to: address, on: loop)
                #expect(client.send("POST /v1/messages HTTP/1.1\r\n\(key)\(head)\r\n\r\n\(body)\(hidden)"))
                let answer = try await client.receiveAll()
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(head), \(body): \(answer)")
                #expect(answer.split(separator: "HTTP/1.1 ").count == 1, "\(head), \(body): \(answer)")
            }
            #expect(!asked.withLock { $0.contains { $0.contains("hidden") } })
            let connection = HTTPConnection(to: address, on: loop)
            let other = try await connection.exchange(Self.message, deadline: .now + .seconds(60))
            #expect(other.status == .ok)
            connection.close()
            try process.handle.signal(.terminate)
            #expect(process.end() == .exited(code: 0))
        }
    }
}
