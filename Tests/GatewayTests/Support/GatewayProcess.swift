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

    /// Where it listens, once it does.
    func address(on loop: EventLoop) async throws -> SocketAddress? {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline, !handle.hasEnded {
            if let mark = output.firstRange(of: "listening on http://127.0.0.1:") {
                let port = output[mark.upperBound...].prefix { $0.isNumber }
                return UInt16(port).map { .ipv4(host: "127.0.0.1", port: $0) }
            }
            try await loop.sleep(for: .milliseconds(2))
        }
        return nil
    }
}
