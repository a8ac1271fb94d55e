import FakeIdentityProvider
import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import Gateway

struct RefreshProcessTests {
    private func start(_ world: SignInWorld, _ name: String) throws -> RefreshProcess {
        try RefreshProcess(in: try world.configure(name))
    }

    @Test func `two processes that renew the same token at the same moment ask the provider once`() throws {
        try withSignInWorld { world in
            let path = try world.storeExpired("codex")
            let gate = Gate()
            world.provider.failNext(.hold(gate))
            let first = try start(world, "one")
            await gate.arrival()
            let second = try start(world, "two")
            // It has read the old token by now, and stands at the lock or is about to.
            try await second.waitUntilRenewing(world.loop)
            gate.open()
            #expect(try await world.end(first.handle) == .exited(code: 0))
            #expect(try await world.end(second.handle) == .exited(code: 0))
            #expect(world.provider.refreshes.asked == 1)
            #expect(first.output.contains("codex-a.json: renewed, good until"))
            #expect(second.output.contains("codex-a.json: not renewed: the one that is there will do"))
            let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
            #expect(text.contains(try #require(world.provider.currentRefreshToken)))
        }
    }

    @Test func `a process that is killed while the provider answers leaves an account that works`() throws {
        var rules = FakeIdentityProvider.Rules.codex
        rules.toleratesLostAnswers = true
        try withSignInWorld(rules) { world in
            _ = try world.storeExpired("codex")
            let gate = Gate()
            world.provider.failNext(.hold(gate))
            let first = try start(world, "one")
            await gate.arrival()
            try first.handle.signal(.kill)
            #expect(try await world.end(first.handle) == .signalled(9))
            gate.open()
            let second = try start(world, "two")
            #expect(try await world.end(second.handle) == .exited(code: 0))
            #expect(second.output.contains("codex-a.json: renewed"))
        }
    }

    @Test func `a process that is interrupted while the provider answers takes what it gives`() throws {
        try withSignInWorld { world in
            let path = try world.storeExpired("codex")
            let gate = Gate()
            world.provider.failNext(.hold(gate))
            let process = try start(world, "one")
            await gate.arrival()
            try process.handle.signal(.interrupt)
            gate.open()
            _ = try await world.end(process.handle)
            let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
            #expect(text.contains(try #require(world.provider.currentRefreshToken)))
        }
    }

    @Test func `a refusal is said, and is the exit status`() throws {
        try withSignInWorld { world in
            _ = try world.storeExpired("codex")
            world.provider.revoke()
            let process = try start(world, "one")
            #expect(try await world.end(process.handle) == .exited(code: 77))
            #expect(process.output.contains("the provider refuses: this refresh token was used before"))
            #expect(process.errors.contains("ccproxy-gateway: not renewed: codex-a.json"))
        }
    }

    @Test func `a gateway that is told to end waits for what the provider is about to give`() throws {
        try withSignInWorld(.claude) { world in
            let path = try world.storeExpired("claude")
            let gate = Gate()
            world.provider.failNext(.hold(gate))
            let gateway = try ServingProcess(in: try world.configure("one"))
            await gate.arrival()
            try gateway.handle.signal(.terminate)
            try await gateway.wait(for: "ending", on: world.loop)
            gate.open()
            #expect(try await world.end(gateway.handle) == .exited(code: 0))
            let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
            #expect(text.contains(try #require(world.provider.currentRefreshToken)))
        }
    }

    @Test(arguments: ["claude", "codex"], ["2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z"])
    func `two gateways with one used-up token ask the provider once under fifty requests`(
        type: String,
        expired: String
    ) throws {
        try withSignInWorld(type == "codex" ? .codex : .claude) { world in
            _ = try world.storeExpired(type, expired: expired)
            let gateways = try ["one", "two"].map { name in
                let path = try world.configure(name)
                return try ServingProcess(in: path)
            }
            var addresses: [SocketAddress] = []
            for gateway in gateways { addresses.append(try await gateway.address(on: world.loop)) }
            let statuses = try await withThrowingTaskGroup(of: HTTPStatus.self) { group in
                for number in 0..<50 {
                    let address = addresses[number % 2]
                    group.addTask {
                        let connection = HTTPConnection(to: address, on: world.loop)
                        let fields: HTTPFields = [
                            "x-api-key": "client-key-of-the-test", "anthropic-version": "2023-06-01",
                        ]
                        let body = #"{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"hello"}]}"#
                        let request = HTTPClientRequest(
                            .post,
                            "/v1/messages",
                            fields: fields,
                            body: Array(body.utf8)
                        )
                        return try await connection.exchange(request, deadline: .now + .seconds(120)).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses == Array(repeating: .ok, count: 50))
            #expect(world.provider.refreshes.asked == 1)
            for gateway in gateways {
                try gateway.handle.signal(.terminate)
                #expect(try await world.end(gateway.handle) == .exited(code: 0))
            }
        }
    }
}

/// `ccproxy-gateway -refresh all`, with its output in files of its directory.
private struct RefreshProcess {
    let handle: ProcessHandle
    private let path: String

    init(in path: String) throws {
        self.path = path
        handle = try spawnGateway(["-refresh", "all"], in: path)
    }

    var output: String { text(of: Paths.join(path, "out")) }
    var errors: String { text(of: Paths.join(path, "err")) }

    /// Waits until it says that it is renewing.
    func waitUntilRenewing(_ loop: EventLoop) async throws {
        try await waitUntil(on: loop, watching: path) { errors.contains("renewing") || handle.hasEnded }
    }
}

/// A gateway that serves.
private struct ServingProcess {
    let handle: ProcessHandle
    private let path: String

    init(in path: String) throws {
        self.path = path
        handle = try spawnGateway([], in: path)
    }

    /// Waits until its log has that in it.
    func wait(for part: String, on loop: EventLoop) async throws {
        let file = Paths.join(path, "out")
        try await waitUntil(on: loop, watching: path) { text(of: file).contains(part) || handle.hasEnded }
        #expect(text(of: file).contains(part))
    }

    /// Where it listens, once it does.
    func address(on loop: EventLoop) async throws -> SocketAddress {
        let mark = "listening on http://127.0.0.1:"
        let file = Paths.join(path, "out")
        try await waitUntil(on: loop, watching: path) { text(of: file).contains(mark) || handle.hasEnded }
        let output = text(of: file)
        let start = try #require(output.firstRange(of: mark)).upperBound
        let port = try #require(UInt16(output[start...].prefix { $0.isNumber }))
        return .ipv4(host: "127.0.0.1", port: port)
    }
}

private func text(of path: String) -> String {
    String(decoding: (try? FileSystem.read(path)) ?? [], as: UTF8.self)
}

private func spawnGateway(_ arguments: [String], in path: String) throws -> ProcessHandle {
    let program = try BuiltProducts.path(of: "ccproxy-gateway")
    let output = try LogFile.open(Paths.join(path, "out"))
    let errors = try LogFile.open(Paths.join(path, "err"))
    var request = SpawnRequest(
        executable: program,
        arguments: [program, "-config", Paths.join(path, "config.yaml")] + arguments,
        environment: [:],
        workingDirectory: path,
        standardOutput: output.descriptor
    )
    request.standardError = errors.descriptor
    return try ProcessHandle.spawn(request)
}

/// Waits until `condition`, which depends on a file that somebody appends to, holds; looked at again with every write.
private func waitUntil(on loop: EventLoop, watching path: String, _ condition: () -> Bool) async throws {
    let watcher = try FileWatcher()
    while true {
        for name in ["out", "err"] { _ = try watcher.watchOnce(Paths.join(path, name)) }
        if condition() { return }
        try await loop.readable(watcher.descriptor)
        _ = try watcher.drain()
    }
}
