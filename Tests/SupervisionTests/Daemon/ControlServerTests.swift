import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import Testing

@testable import Supervision

@Suite("The control interface")
struct ControlServerTests {
    @Test func `a daemon that was told to stop everything ends, also when nobody waits for the answer any more`() throws
    {
        try LaneFixture.run { fixture, context in
            try fixture.behave("codex", "term-delay=200")
            try fixture.configure(withOther: false)
            let supervisor = try fixture.supervisor(context)
            await supervisor.prepare()
            let control = ControlServer(supervisor: supervisor)
            let path = fixture.base.controlSocket
            let listener = try ListeningSocket.listen(on: .unix(path: path))
            let server = HTTPServer(listener, on: context.loop) { request, writer in
                try await control.handle(request, writer)
            }
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask { await supervisor.run() }
                group.addTask { try await server.run() }
                #expect(try await supervisor.start(["codex"]).allSatisfy(\.isDone))
                let ended = AsyncStream<Bool>.makeStream()
                group.addTask {
                    await supervisor.untilEndIsRequested()
                    ended.continuation.yield(true)
                }
                group.addTask {
                    try? await context.loop.sleep(for: .seconds(20))
                    ended.continuation.yield(false)
                }
                try await leaveAfterShutdown(path, supervisor, context.loop)
                for await hasEnded in ended.stream {
                    #expect(hasEnded, "it starts nothing any more, and does not end either")
                    break
                }
                #expect(try await supervisor.status(of: ["codex"]).providers.first?.state == .stopped)
                await supervisor.requestEnd()
                await supervisor.close()
                group.cancelAll()
            }
        }
    }

    @Test func `a request that is not understood stops nothing`() throws {
        try LaneFixture.run { fixture, context in
            try fixture.configure(withOther: false)
            let supervisor = try fixture.supervisor(context)
            await supervisor.prepare()
            let control = ControlServer(supervisor: supervisor)
            let path = fixture.base.controlSocket
            let listener = try ListeningSocket.listen(on: .unix(path: path))
            let server = HTTPServer(listener, on: context.loop) { request, writer in
                try await control.handle(request, writer)
            }
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask { await supervisor.run() }
                group.addTask { try await server.run() }
                #expect(try await supervisor.start(["codex"]).allSatisfy(\.isDone))
                for (target, body) in [
                    ("/v1/stop?provider=codex", ""), ("/v1/stop?providers=", ""), ("/v1/stop?providers", ""),
                    ("/v1/stop?providers=,", ""), ("/v1/stop?providers=codex,", ""), ("/v1/stop?&", ""),
                    ("/v1/stop?providers=codex&providers=codex", ""), ("/v1/stop", "{\"providers\":[\"codex\"]}"),
                    ("/v1/shutdown?engine=stop", ""), ("/v1/shutdown?engines=", ""), ("/v1/shutdown", ""),
                    ("/v1/shutdown?engines=stop&engines=keep", ""), ("/v1/shutdown?engines=stop", "x"),
                ] {
                    let answer = try await answer(to: "POST \(target)", body, at: path, context.loop)
                    #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(target): \(answer)")
                    #expect(answer.contains("\"message\":"))
                }
                #expect(try await supervisor.status(of: ["codex"]).providers.first?.state == .running)
                let stopped = try await answer(to: "POST /v1/stop?providers=codex", "", at: path, context.loop)
                #expect(stopped.hasPrefix("HTTP/1.1 200 "))
                #expect(try await supervisor.status(of: ["codex"]).providers.first?.state == .stopped)
                await supervisor.close()
                group.cancelAll()
            }
        }
    }

    private func answer(
        to line: String,
        _ body: String,
        at path: String,
        _ loop: EventLoop
    ) async throws -> String {
        let socket = try StreamSocket.connect(to: .unix(path: path))
        let head = "\(line) HTTP/1.1\r\nhost: x\r\ncontent-length: \(body.utf8.count)\r\n\r\n"
        try Descriptor.writeAll(socket.raw, head + body)
        try await loop.readable(socket.raw)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
        defer { buffer.deallocate() }
        let count = try Descriptor.read(socket.raw, into: buffer)
        return String(decoding: buffer[..<count], as: UTF8.self)
    }

    /// Asks for the end, and is gone before it comes.
    private func leaveAfterShutdown(_ path: String, _ supervisor: Supervisor, _ loop: EventLoop) async throws {
        let socket = try StreamSocket.connect(to: .unix(path: path))
        try Descriptor.writeAll(
            socket.raw,
            "POST /v1/shutdown?engines=stop HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n"
        )
        while await !supervisor.isShuttingDown { await loop.yield() }
        _ = consume socket
    }
}
