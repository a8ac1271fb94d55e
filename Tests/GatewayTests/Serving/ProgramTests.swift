import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import Gateway

struct ProgramTests {
    private static let version = "ccproxy-gateway Version: 0.1.0\n"

    /// Runs the engine to its end with a configuration, and returns its exit status, output and errors.
    private func run(
        _ arguments: [String],
        configuration: String? = nil,
        _ prepare: (TemporaryDirectory) throws -> Void = { _ in }
    ) throws -> (code: Int32?, output: String, errors: String) {
        try withTemporaryDirectory { directory in
            if let configuration {
                try FileSystem.write(
                    configuration,
                    atomicallyTo: directory.path("config.yaml"),
                    mode: 0o600,
                    durable: false
                )
            }
            try prepare(directory)
            let process = try GatewayProcess(arguments, in: directory)
            var code: Int32?
            if case .exited(let status) = process.end() { code = status }
            return (code, process.output, process.errors)
        }
    }

    @Test(
        arguments: [
            (["-h"], 0, "Usage of ccproxy-gateway"), (["-version"], 2, "flag provided but not defined: -version"),
            (["-config"], 2, "flag needs an argument: -config"),
        ] as [([String], Int32, String)]
    )
    func `flags are understood as Go's programs do, and the version comes first`(
        arguments: [String],
        code: Int32,
        text: String
    ) throws {
        let end = try run(arguments)
        #expect(end.code == code)
        #expect(end.output == Self.version)
        #expect(end.errors.contains(text))
    }

    @Test(
        arguments: [
            (nil, 66, "config.yaml: No such file or directory"), ("a: [", 78, "config.yaml:1"),
            ("port: many", 78, "config.yaml:1:7: port is text"),
            ("port: 0\nauth-dir: a\ntls: {enable: true}", 78, "tls.enable is not supported"),
            ("port: 0\nauth-dir: config.yaml/x", 73, "Not a directory"),
            ("host: 192.0.2.1\nport: 0\nauth-dir: a\napi-keys: [k]", 68, "cannot listen on 192.0.2.1:0"),
        ] as [(String?, Int32, String)]
    )
    func `each failure has its own exit status and one line that says what is wrong`(
        configuration: String?,
        code: Int32,
        text: String
    ) throws {
        let end = try run(["-config", "config.yaml"], configuration: configuration)
        #expect(end.code == code)
        #expect(end.output.hasPrefix(Self.version))
        #expect(!end.output.contains("listening"))
        #expect(end.errors.hasPrefix("ccproxy-gateway: "))
        #expect(end.errors.contains(text), "\(end.errors)")
        #expect(end.errors.split(separator: "\n").count == 1)
    }

    @Test func `a port that is taken is said to be, and nobody says ready`() throws {
        let holder = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
        let port = try #require(holder.localAddress.port)
        let end = try run([], configuration: "host: 127.0.0.1\nport: \(port)\nauth-dir: .\napi-keys: [k]")
        #expect(end.code == 69)
        #expect(end.errors == "ccproxy-gateway: 127.0.0.1:\(port) is in use already\n")
        #expect(!end.output.contains("listening"))
    }

    private static let message = HTTPClientRequest(
        .post,
        "/v1/messages?secret=in-the-query",
        fields: ["x-api-key": "client-secret"],
        body: Array(#"{"model":"m","messages":[{"role":"user","content":"prompt-secret"}]}"#.utf8)
    )

    @Test func `it ends in order: no new connection, the open stream to its end, usage kept, status 0`() throws {
        let goOn = Bell()
        let script: FakeUpstream.Script = { _, writer in
            let body = try await writer.start(.ok, fields: ["content-type": "text/event-stream"])
            try await body.write("data: 1\n\n")
            _ = await goOn.next(after: 0)
            try await body.write(
                "event: message_delta\ndata: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":3}}\n\n"
            )
            try await body.finish()
        }
        try withGatewayProcess(upstream: script) { loop, process, address, directory in
            let connection = HTTPConnection(to: address, on: loop)
            try await connection.withResponse(to: Self.message, deadline: .now + .seconds(20)) { _, body in
                var events = 0
                for try await _ in body.events {
                    events += 1
                    guard events == 1 else { continue }
                    try process.handle.signal(.terminate)
                    var isRefused = false
                    while !isRefused {
                        do {
                            let other = HTTPConnection(to: address, on: loop)
                            _ = try await other.exchange(
                                HTTPClientRequest(.get, "/healthz"),
                                deadline: .now + .seconds(5)
                            )
                        } catch {
                            isRefused = true
                        }
                    }
                    goOn.ring()
                }
                #expect(events == 2)
            }
            connection.close()
            #expect(process.end() == .exited(code: 0))
            #expect(process.errors == "")
            let file = UsageFile(besideConfiguration: directory.path("config.yaml"))
            let usage = file.read(now: .now).statistics
            #expect(usage.total.requests == 1)
            #expect(usage.total.tokens.output == 3)
        }
    }

    @Test func `the second signal ends it at once`() throws {
        let script: FakeUpstream.Script = { _, writer in
            let body = try await writer.start(.ok, fields: ["content-type": "text/event-stream"])
            try await body.write("data: 1\n\n")
            while !Task.isCancelled { await Task.yield() }
        }
        try withGatewayProcess(upstream: script) { loop, process, address, _ in
            let connection = HTTPConnection(to: address, on: loop)
            try await connection.withResponse(to: Self.message, deadline: .now + .seconds(20)) { _, body in
                for try await _ in body.events { break }
                try process.handle.signal(.terminate)
                #expect(try await process.hasWritten("ending:", on: loop))
                try process.handle.signal(.terminate)
                let start = ContinuousClock.now
                try await process.ended(on: loop)
                #expect(ContinuousClock.now - start < .seconds(4))
            }
            connection.close()
            #expect(process.end() == .exited(code: 0))
        }
    }

    @Test func `the log tells of each request and gives nothing away`() throws {
        try withGatewayProcess { loop, process, address, _ in
            let connection = HTTPConnection(to: address, on: loop)
            _ = try await connection.exchange(Self.message)
            for key in ["wrong-secret", "management-secret"] {
                let fields: HTTPFields = ["authorization": "Bearer \(key)"]
                _ = try await connection.exchange(HTTPClientRequest(.get, "/v0/management/accounts", fields: fields))
            }
            connection.close()
            try process.handle.signal(.terminate)
            #expect(process.end() == .exited(code: 0))
            let lines = process.output.split(separator: "\n")
            #expect(lines.contains { $0.contains(#""path":"/v1/messages","status":200,"model":"m""#) })
            #expect(lines.contains { $0.contains(#""path":"/v0/management/accounts","status":401"#) })
            #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(#"{"time":""#) && $0.hasSuffix("}") })
            #expect(!process.output.contains("secret"))
        }
    }

    @Test func `a log that nobody reads does not end it`() throws {
        try withTemporaryDirectory { directory in
            let text = "port: 0\nauth-dir: .\napi-keys: [client-secret]"
            try FileSystem.write(text, atomicallyTo: directory.path("config.yaml"), mode: 0o600, durable: false)
            let pipe = try Pipe()
            let process = try GatewayProcess([], in: directory, standardOutput: pipe.writeEnd.raw)
            defer { if !process.handle.hasEnded { try? process.handle.signal(.kill) } }
            // The reader goes as soon as it knows the port.
            let log = pipe.keepReadEnd()
            var read: [UInt8] = []
            let mark = Array("127.0.0.1:".utf8)
            while !read.contains(mark) || read.last != 0x0A {
                #expect(try Descriptor.waitUntilReadable(log.raw, timeout: .seconds(60)))
                var piece = [UInt8](repeating: 0, count: 4096)
                let count = try piece.withUnsafeMutableBytes { try Descriptor.read(log.raw, into: $0) }
                try #require(count > 0, "\(process.errors)")
                read += piece.prefix(count)
            }
            _ = consume log
            let port = read[(read.firstRange(of: mark)?.upperBound ?? 0)...].prefix { (0x30...0x39).contains($0) }
            let address = SocketAddress.ipv4(
                host: "127.0.0.1",
                port: try #require(UInt16(String(decoding: port, as: UTF8.self)))
            )
            try EventLoop.run { loop in
                let connection = HTTPConnection(to: address, on: loop)
                for _ in 0..<3 {
                    // Each of these is a line in the log.
                    _ = try await connection.exchange(HTTPClientRequest(.get, "/v1/models"))
                }
                connection.close()
            }
            try process.handle.signal(.terminate)
            #expect(process.end() == .exited(code: 0))
        }
    }
}
