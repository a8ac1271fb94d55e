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

    @Test(arguments: ["", ",", "codex,"])
    func `an empty word among the providers is refused, and stops nobody`(words: String) throws {
        try LaneFixture.run { fixture, context in
            try fixture.configure(withOther: false)
            let supervisor = try fixture.supervisor(context)
            await supervisor.prepare()
            let control = ControlServer(supervisor: supervisor)
            let listener = try ListeningSocket.listen(on: .unix(path: fixture.base.controlSocket))
            let server = HTTPServer(listener, on: context.loop) { request, writer in
                try await control.handle(request, writer)
            }
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask { await supervisor.run() }
                group.addTask { try await server.run() }
                #expect(try await supervisor.start(["codex"]).allSatisfy(\.isDone))
                let connection = HTTPConnection(to: server.localAddress, on: context.loop)
                let answer = try await connection.exchange(
                    HTTPClientRequest(.post, "/v1/stop?providers=\(words)", fields: [:], body: []),
                    deadline: .now + .seconds(60)
                )
                connection.close()
                #expect(answer.status == .conflict)
                #expect(String(decoding: answer.body, as: UTF8.self).contains("there is no provider ''"))
                #expect(try await supervisor.status(of: ["codex"]).providers.first?.state == .running)
                _ = try await supervisor.stop(["codex"])
                await supervisor.close()
                group.cancelAll()
            }
        }
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
