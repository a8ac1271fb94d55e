import HTTPTransport
import PlatformSupport
import TestSupport

/// The engine as a process of its own.
struct GatewayProcess {
    let handle: ProcessHandle
    private let directory: TemporaryDirectory

    /// Starts it with its output going to files of the directory, which is its working directory as well.
    init(
        _ arguments: [String],
        in directory: TemporaryDirectory,
        environment: [String: String] = [:],
        standardOutput: CInt? = nil
    ) throws {
        self.directory = directory
        let program = try BuiltProducts.path(of: "ccproxy-gateway")
        let output = try LogFile.open(directory.path("out"))
        let errors = try LogFile.open(directory.path("err"))
        var request = SpawnRequest(
            executable: program,
            arguments: [program] + arguments,
            environment: environment,
            workingDirectory: directory.path,
            standardOutput: standardOutput ?? output.descriptor
        )
        request.standardError = errors.descriptor
        handle = try ProcessHandle.spawn(request)
    }

    var output: String { text("out") }
    var errors: String { text("err") }

    private func text(_ name: String) -> String {
        String(decoding: (try? FileSystem.read(directory.path(name))) ?? [], as: UTF8.self)
    }

    /// How it has ended, once it has; killed when it does not in time.
    func end() -> ExitStatus? {
        if !handle.waitUntilEnded(timeout: .seconds(30)) {
            try? handle.signal(.kill)
            handle.waitUntilEnded()
        }
        return handle.reap()
    }

    /// Where it listens, once it does; nil when it ends first.
    func address(on loop: EventLoop) async throws -> SocketAddress? {
        guard try await hasWritten("listening on http://127.0.0.1:", on: loop) else { return nil }
        let mark = output.firstRange(of: "listening on http://127.0.0.1:")
        let port = mark.map { output[$0.upperBound...].prefix { $0.isNumber } }
        return port.flatMap { UInt16($0) }.map { .ipv4(host: "127.0.0.1", port: $0) }
    }

    /// Waits until a text stands in its output, or it has ended; false when it does not stand there then.
    func hasWritten(_ text: String, on loop: EventLoop) async throws -> Bool {
        let watcher = try FileWatcher()
        while true {
            // Watched first and looked at then, so that nothing which is written in between is missed.
            _ = try watcher.watchOnce(directory.path("out"))
            let hasEnded = handle.hasEnded
            if output.contains(text) { return true }
            guard !hasEnded else { return false }
            try await Self.readable([watcher.descriptor, handle.descriptor], on: loop)
            _ = try watcher.drain()
        }
    }

    /// Waits until it has ended.
    func ended(on loop: EventLoop) async throws {
        while !handle.hasEnded { try await Self.readable([handle.descriptor], on: loop) }
    }

    /// Waits until one of the descriptors is readable, but not for ever.
    private static func readable(_ descriptors: [CInt], on loop: EventLoop) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for descriptor in descriptors { group.addTask { try await loop.readable(descriptor) } }
            group.addTask {
                try await loop.sleep(for: .seconds(60))
                throw Silence()
            }
            try await group.next()
            group.cancelAll()
            while await group.nextResult() != nil {}
        }
    }

    struct Silence: Error {}
}
