import HTTPTransport
import HTTPWire
import JSON
import PlatformSupport
import ProxyModel
import Testing

@testable import Dashboard

@Suite(.timeLimit(.minutes(5)))
struct DashboardServerTests {
    private static let stopped = [DashboardHarness.provider("codex"), DashboardHarness.provider("claude")]

    @Test func `every file is served with the rules for the browser`() throws {
        try DashboardHarness.run(Self.stopped) { harness in
            for file in DashboardFile.allCases {
                let answer = try await harness.ask(.get, file.path)
                #expect(answer.status == .ok)
                #expect(answer.body == file.contents(port: 0))
                #expect(answer.fields["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
                let head = try await harness.ask(.head, file.path)
                #expect(head.status == .ok)
                #expect(head.body.isEmpty)
                #expect(try await harness.ask(.post, file.path).status == .methodNotAllowed)
            }
            let root = try await harness.ask(.get, "/")
            #expect(root.status == 302)
            #expect(root.fields[.location] == "/cc_proxy_management_dashboard.html")
        }
    }

    @Test func `nothing is told or done without a token`() throws {
        try DashboardHarness.run(Self.stopped) { harness in
            let key = try DashboardKey.ensure(in: harness.base)
            for fields: HTTPFields in [
                [:], [.authorization: "Bearer \(key)"], [.authorization: "Bearer "], [.authorization: key],
            ] {
                #expect(try await harness.ask(.get, "/api/events", fields).status == .unauthorized)
                #expect(try await harness.ask(.post, "/api/providers/codex/stop", fields).status == .unauthorized)
                #expect(try await harness.ask(.post, "/api/providers/codex/key", fields).status == .unauthorized)
            }
            #expect(harness.done == [])
        }
    }

    @Test func `a wrong key, and what is none, gets no token`() throws {
        try DashboardHarness.run(Self.stopped) { harness in
            let json: HTTPFields = [.contentType: "application/json"]
            let wrong = try await harness.ask(.post, "/api/session", json, body: #"{"key":"wrong"}"#)
            #expect(wrong.status == .forbidden)
            for body in ["", "{}", #"{"key":1}"#, "[", String(repeating: " ", count: 3000)] {
                #expect(try await harness.ask(.post, "/api/session", json, body: body).status == .badRequest)
            }
            let key = try DashboardKey.ensure(in: harness.base)
            let form = try await harness.ask(
                .post,
                "/api/session",
                [.contentType: "text/plain"],
                body: #"{"key":"\#(key)"}"#
            )
            #expect(form.status == .badRequest, "no form of another page can do it")
            #expect(try await harness.ask(.get, "/api/session").status == .methodNotAllowed)
        }
    }

    @Test func `a key and a token that were good before the port was taken anew are not any more`() throws {
        try DashboardHarness.run(Self.stopped) { harness in
            let key = try DashboardKey.ensure(in: harness.base)
            let bearer = try await harness.bearer()
            #expect(try await harness.ask(.post, "/api/providers/codex/start", bearer).status == .ok)
            try harness.server.listen(on: 0)
            #expect(try await harness.ask(.post, "/api/providers/codex/start", bearer).status == .unauthorized)
            let json: HTTPFields = [.contentType: "application/json"]
            let answer = try await harness.ask(.post, "/api/session", json, body: #"{"key":"\#(key)"}"#)
            #expect(answer.status == .forbidden)
            #expect(harness.done == ["start codex"])
            let fresh = try await harness.bearer()
            #expect(try await harness.ask(.post, "/api/providers/codex/start", fresh).status == .ok)
        }
    }

    @Test func `a port that cannot be had leaves the key as it is`() throws {
        try DashboardHarness.run(Self.stopped) { harness in
            let key = try DashboardKey.ensure(in: harness.base)
            let stranger = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            let port = try #require(stranger.localAddress.port)
            #expect(throws: SystemError.self) { try harness.server.listen(on: port) }
            #expect(harness.server.localAddress == nil)
            #expect(try DashboardKey.ensure(in: harness.base) == key)
        }
    }

    @Test func `a server that has ended by itself is not said to listen, and its port can be taken again`() throws {
        try DashboardHarness.run(Self.stopped, isServing: false) { harness in
            let port = try #require(harness.address.port)
            let ended = Bell()
            await withTaskGroup(of: Void.self) { group in
                // As when the system refuses the listener.
                group.addTask { await harness.server.serve { _ in ended.ring() } }
                while ended.count == 0 { await harness.loop.yield() }
                while harness.server.localAddress != nil { await harness.loop.yield() }
                group.cancelAll()
            }
            try harness.server.listen(on: port)
            #expect(harness.server.localAddress?.port == port)
        }
    }

    @Test func `a host that is not this machine and another page's origin are refused`() throws {
        try DashboardHarness.run(Self.stopped) { harness in
            let bearer = try await harness.bearer()
            var rebound = bearer
            rebound[.host] = "evil.example"
            var foreign = bearer
            foreign["origin"] = "http://evil.example"
            for fields in [rebound, foreign] {
                #expect(try await harness.ask(.post, "/api/providers/codex/start", fields).status == .forbidden)
            }
            #expect(harness.done == [])
        }
    }

    @Test func `the buttons reach the daemon, and what it says comes back`() throws {
        try DashboardHarness.run(Self.stopped) { harness in
            let bearer = try await harness.bearer()
            for action in DashboardAction.allCases {
                let answer = try await harness.ask(.post, "/api/providers/codex/\(action.rawValue)", bearer)
                #expect(answer.status == .ok)
            }
            #expect(harness.done == ["start codex", "stop codex", "restart codex"])
            harness.fail(with: "no engine\ndo this")
            let refused = try await harness.ask(.post, "/api/providers/codex/start", bearer)
            #expect(refused.status == .conflict)
            #expect(try JSONReader.read(refused.body)["error"]?.string == "no engine\ndo this")
            for target in [
                "/api/providers/nobody/start", "/api/providers/codex/sing", "/api/providers/codex", "/api/x",
            ] {
                #expect(try await harness.ask(.post, target, bearer).status == .notFound)
            }
            #expect(try await harness.ask(.get, "/api/providers/codex/stop", bearer).status == .methodNotAllowed)
            #expect(harness.done.count == 4)
        }
    }

    @Test func `the page gets a provider's management key, when there is one`() throws {
        try DashboardHarness.run([DashboardHarness.provider("codex", pid: 1)]) { harness in
            let bearer = try await harness.bearer()
            #expect(try await harness.ask(.post, "/api/providers/codex/key", bearer).status == .notFound)
            let keys = try ProviderKeys.loadOrCreate(base: harness.base, provider: .codex)
            let answer = try await harness.ask(.post, "/api/providers/codex/key", bearer)
            #expect(try JSONReader.read(answer.body)["key"]?.string == keys.managementKey)
            #expect(answer.fields[.cacheControl] == "no-store")
            #expect(try await harness.ask(.get, "/api/providers/codex/key", bearer).status == .methodNotAllowed)
            // Whoever may have its port now gets nothing.
            harness.change(DashboardHarness.provider("codex"))
            let refusal = try await harness.ask(.post, "/api/providers/codex/key", bearer)
            #expect(refusal.status == .conflict)
            #expect(!String(decoding: refusal.body, as: UTF8.self).contains(keys.managementKey))
        }
    }

    @Test func `a page is told everything first, and then each change as it happens`() throws {
        try DashboardHarness.run(Self.stopped) { harness in
            let request = HTTPClientRequest(.get, "/api/events", fields: try await harness.bearer())
            let connection = HTTPConnection(to: harness.address, on: harness.loop)
            try await connection.withResponse(to: request, deadline: .now + .seconds(60)) { head, body in
                #expect(head.status == .ok)
                var events = body.events.makeAsyncIterator()
                let names = [
                    try await events.next()?.name, try await events.next()?.name, try await events.next()?.name,
                ]
                #expect(names == ["providers", "provider", "provider"])
                var changed = DashboardHarness.provider("claude")
                changed.state = .failed
                changed.lastError = "exit status 3"
                harness.change(changed)
                let event = try #require(try await events.next())
                let view = try JSONReader.read(event.data)
                #expect(view["provider"]?.string == "claude", "what has not changed is not sent again")
                #expect(view["state"]?.string == "failed")
                #expect(view["last_error"]?.string == "exit status 3")
            }
            connection.close()
        }
    }

    @Test func `an engine is asked with its own key, and not again when it refuses that`() throws {
        let asked = Mailbox()
        let engine = StandInEngine(asked)
        try DashboardHarness.run([DashboardHarness.provider("codex")]) { harness in
            let keys = try ProviderKeys.loadOrCreate(base: harness.base, provider: .codex)
            let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            let port = try #require(listener.localAddress.port)
            let server = HTTPServer(listener, on: harness.loop) { request, writer in
                try await engine.answer(request, writer, key: keys.managementKey)
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                harness.change(DashboardHarness.provider("codex", port: port, pid: 77))
                let view = try await Self.firstView(harness) { $0["today"]?.isNull == false }
                #expect(view["today"]?["tokens"]?.integer() == Int?(0))
                #expect(view["panel"]?.string == "available")
                #expect(view["accounts"]?.elements?.first?["label"]?.string == "me@example.com")
                #expect(asked.all.contains("/v0/management/accounts"))
                // Another process, which does not take the key.
                engine.refuse()
                harness.change(DashboardHarness.provider("codex", port: port, pid: 78))
                let refused = try await Self.firstView(harness) {
                    $0["problem"]?.string?.contains("management key") == true
                }
                #expect(refused["pid"]?.integer() == Int?(78))
                let count = asked.all.count
                harness.change(DashboardHarness.provider("codex", port: port, pid: 78))
                _ = try await Self.firstView(harness) { _ in true }
                #expect(asked.all.count == count, "five wrong keys would shut everybody out")
                group.cancelAll()
            }
        }
    }

    /// Watches until a provider is as wanted.
    private static func firstView(
        _ harness: DashboardHarness,
        where isWanted: (JSONValue) -> Bool
    ) async throws -> JSONValue {
        let request = HTTPClientRequest(.get, "/api/events", fields: try await harness.bearer())
        let connection = HTTPConnection(to: harness.address, on: harness.loop)
        defer { connection.close() }
        return try await connection.withResponse(to: request, deadline: .now + .seconds(60)) { _, body in
            for try await event in body.events where event.name == "provider" {
                let view = try JSONReader.read(event.data)
                if isWanted(view) { return view }
            }
            throw HTTPTransportError.ended
        }
    }
}
