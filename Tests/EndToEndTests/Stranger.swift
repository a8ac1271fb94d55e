import HTTPTransport
import HTTPWire
import PlatformSupport
import TestSupport

/// A process that listens on a provider's port and answers like an engine, and is none of ours.
enum Stranger {
    /// Runs `body` while a stranger listens: a process of `user`, or of the user who runs the tests.
    static func listening(
        on port: UInt16,
        as user: OtherUser? = nil,
        _ body: (ProcessHandle) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { directory in
            let config = directory.path("config.yaml")
            try FileSystem.setMode(directory.path, 0o755)
            try FileSystem.write("host: 127.0.0.1\nport: \(port)\n", atomicallyTo: config, mode: 0o644)
            let output = try Descriptor.create(directory.path("out"))
            let engine = try BuiltProducts.path(of: "FakeEngine")
            let command = (user?.prefix ?? []) + [engine, "-config", config]
            let stranger = try ProcessHandle.spawn(
                SpawnRequest(
                    executable: command[0],
                    arguments: command,
                    environment: [:],
                    workingDirectory: directory.path,
                    standardOutput: output.raw
                )
            )
            defer {
                try? stranger.signal(.kill)
                stranger.waitUntilEnded()
                _ = stranger.reap()
            }
            try waitUntilItAnswers(port, stranger)
            try await body(stranger)
        }
    }

    /// Asks again and again; each answer, or refusal, is the event that is waited for.
    private static func waitUntilItAnswers(_ port: UInt16, _ stranger: ProcessHandle) throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline, !stranger.hasEnded {
            var client = BlockingHTTPClient(to: .ipv4(host: "127.0.0.1", port: port))
            if (try? client.exchange(HTTPClientRequest(.get, "/healthz"), timeout: .seconds(1))) != nil { return }
            // Until the stranger has ended, or for a moment.
            stranger.waitUntilEnded(timeout: .milliseconds(5))
        }
        throw Unexpected("the stranger does not listen on port \(port)")
    }
}
