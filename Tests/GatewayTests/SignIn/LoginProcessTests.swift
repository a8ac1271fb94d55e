import FakeIdentityProvider
import HTTPTransport
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import Gateway

struct LoginProcessTests {
    @Test func `at a terminal the whole login can be done by pasting, with a countdown`() throws {
        try withSignInWorld { world in
            let login = try TerminalLogin(world, ["-codex-login"])
            let address = try await login.address()
            let location = try #require(try await FakeBrowser(on: world.loop).consent(address))
            try await login.wait(for: "left. Paste its address here:")
            try login.type("nonsense\n")
            try await login.wait(for: "neither the address")
            try login.type(location + "\n")
            try await login.wait(for: "Codex authentication successful!")
            #expect(try await world.end(login.handle) == .exited(code: 0))
            let names = try FileSystem.list(world.directory.path("accounts"))
            #expect(names.count == 1 && names.first?.hasPrefix("codex-") == true)
        }
    }

    @Test func `over SSH the line for the tunnel is shown, and nothing is opened`() throws {
        try withSignInWorld { world in
            let environment = [
                "SSH_CONNECTION": "198.51.100.2 50000 203.0.113.7 22", "USER": "joe", "DISPLAY": ":0",
                "BROWSER": world.directory.path("no-browser"),
            ]
            let login = try TerminalLogin(world, ["-codex-login"], environment: environment)
            try await login.wait(for: "ssh -N -L 1455:127.0.0.1:\(login.port) joe@203.0.113.7")
            try login.handle.signal(.interrupt)
            #expect(try await world.end(login.handle) == .exited(code: 130))
            #expect(!login.text.contains("browser is opening"))
            #expect(try FileSystem.list(world.directory.path("accounts")) == [], "nothing is left behind")
        }
    }

    @Test(arguments: [Signal.hangup, .quit])
    func `a terminal that goes away ends a login as Ctrl-C does`(signal: Signal) throws {
        try withSignInWorld { world in
            let login = try TerminalLogin(world, ["-codex-login"])
            _ = try await login.address()
            try login.handle.signal(signal)
            #expect(try await world.end(login.handle) == .exited(code: 130))
            #expect(try FileSystem.list(world.directory.path("accounts")) == [], "nothing is left behind")
        }
    }

    @Test func `where there is a screen the browser gets the address`() throws {
        try withSignInWorld { world in
            let path = world.directory.path("browser")
            let note = world.directory.path("visited")
            try FileSystem.write(
                "#!/bin/sh\necho \"$1\" > '\(note).new'; mv '\(note).new' '\(note)'\n",
                atomicallyTo: path,
                mode: 0o700
            )
            let environment = ["DISPLAY": ":0", "BROWSER": path, "PATH": "/usr/bin:/bin"]
            let login = try TerminalLogin(world, ["-codex-login"], environment: environment)
            let address = try await login.address()
            try await login.waitForFile(note)
            #expect(String(decoding: try FileSystem.read(note), as: UTF8.self) == address + "\n")
            try login.handle.signal(.terminate)
            #expect(try await world.end(login.handle) == .exited(code: 130))
        }
    }

    @Test func `a busy port is named with its owner and a way out`() throws {
        try withSignInWorld(.claude) { world in
            let busy = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            let port = try #require(busy.localAddress.port)
            let login = try TerminalLogin(world, ["-claude-login"], port: port)
            try await login.wait(for: "port \(port) is in use by PID \(CurrentProcess.pid)")
            try await login.wait(for: "--callback-port")
            #expect(try await world.end(login.handle) == .exited(code: 69))
            extendLifetime(busy)
        }
    }
}

/// A login at a terminal, with a test at the keyboard.
private final class TerminalLogin {
    let handle: ProcessHandle
    let port: UInt16
    private let loop: EventLoop
    private let controller: OwnedDescriptor
    private(set) var text = ""

    init(
        _ world: SignInWorld,
        _ arguments: [String],
        port: UInt16? = nil,
        environment: [String: String] = [:]
    ) throws {
        let path = try world.configure("config")
        let port = try port ?? LoopbackPorts.free(1)[0]
        let terminal = try PseudoTerminal()
        try terminal.resize(columns: 200, rows: 50)
        let program = try BuiltProducts.path(of: "ccproxy-gateway")
        let flags = ["-config", Paths.join(path, "config.yaml"), "-oauth-callback-port", "\(port)"]
        handle = try ProcessHandle.spawn(
            SpawnRequest(
                executable: program,
                arguments: [program] + flags + arguments,
                environment: environment,
                workingDirectory: path,
                standardInput: terminal.terminal.raw,
                standardOutput: terminal.terminal.raw
            )
        )
        controller = try Descriptor.duplicate(terminal.controller.raw)
        loop = world.loop
        self.port = port
    }

    /// The address of the authorization page.
    func address() async throws -> String {
        try await wait(for: "\r\n\r\n")
        let line = text.split(separator: "\r\n").first { $0.contains("/oauth/authorize?") }
        return String(try #require(line))
    }

    /// Reads until that is shown.
    func wait(for part: String) async throws {
        var chunk = [UInt8](repeating: 0, count: 4096)
        while !text.contains(part) {
            try await loop.readable(controller.raw)
            // At its end a terminal fails; then nothing more is shown.
            let count = chunk.withUnsafeMutableBytes { try? Descriptor.read(controller.raw, into: $0) } ?? 0
            guard count > 0 else {
                Issue.record("never shown: \(part); shown: \(text)")
                return
            }
            text += String(decoding: chunk[..<count], as: UTF8.self)
        }
    }

    /// Waits until somebody has made a file.
    func waitForFile(_ path: String) async throws {
        let watcher = try FileWatcher()
        _ = try watcher.watch(directory: Paths.parent(of: path))
        while !FileSystem.exists(path) {
            try await loop.readable(watcher.descriptor)
            _ = try watcher.drain()
        }
    }

    func type(_ line: String) throws {
        try Descriptor.writeAll(controller.raw, line)
    }
}
