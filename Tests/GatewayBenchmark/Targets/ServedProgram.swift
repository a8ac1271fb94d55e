import PlatformSupport

/// A program that is started for the benchmark and ended behind it.
final class ServedProgram {
    let target: Target
    /// From its start to its first answer.
    let startTime: Duration
    private let process: ProcessHandle

    /// Starts a program and waits until it answers.
    ///
    /// - Parameters:
    ///   - arguments: its path first.
    ///   - environment: added to ours.
    ///   - directory: where it starts, and where its output goes.
    ///   - target: where it will listen.
    ///   - reactor: on which the upstream answers meanwhile.
    /// - Throws: when it cannot be started, ends, or does not answer in time.
    init(
        _ arguments: [String],
        environment: [String: String] = [:],
        in directory: String,
        as target: Target,
        on reactor: Reactor
    ) throws {
        let output = Paths.join(directory, "output.log")
        let log = try LogFile.open(output)
        let command = Processors.underTest.pinning(arguments)
        let began = MonotonicTime.now
        let process = try ProcessHandle.spawn(
            SpawnRequest(
                executable: command[0],
                arguments: command,
                environment: CurrentProcess.environment.merging(environment) { $1 },
                workingDirectory: directory,
                standardOutput: log.descriptor
            )
        )
        self.process = process
        self.target = Target(name: target.name, port: target.port, pid: process.pid, key: target.key)
        let probe = ReadinessProbe(target, on: reactor)
        do {
            try probe.awaitAnswer { !process.hasEnded }
        } catch {
            ServedProgram.end(process)
            let text = String(decoding: try FileSystem.read(output).suffix(2000), as: UTF8.self)
            throw BenchmarkError("\(target.name): \(error)\n\(text)")
        }
        startTime = .nanoseconds(began.nanoseconds(until: .now))
    }

    deinit {
        ServedProgram.end(process)
    }

    private static func end(_ process: ProcessHandle) {
        try? process.signalGroup(.terminate)
        if !process.waitUntilEnded(timeout: .seconds(5)) {
            try? process.signalGroup(.kill)
            process.waitUntilEnded(timeout: .seconds(5))
        }
        _ = process.reap()
    }
}

/// Asks again and again until somebody answers.
private final class ReadinessProbe {
    private let target: Target
    private let reactor: Reactor
    private var connection: LoadConnection?
    private var isAnswered = false
    private var isRefused = true

    init(_ target: Target, on reactor: Reactor) {
        self.target = target
        self.reactor = reactor
    }

    func awaitAnswer(while isAlive: () -> Bool) throws {
        let deadline = MonotonicTime.now.advanced(by: .seconds(30))
        while !isAnswered {
            guard isAlive() else { throw BenchmarkError("it has ended") }
            guard MonotonicTime.now < deadline else { throw BenchmarkError("no answer within 30 s") }
            if isRefused { try ask() }
            // Short, so that the moment is found exactly; and sleeping, so that the processor is left to the program.
            try reactor.run(for: .microseconds(200))
        }
        connection?.close()
    }

    private func ask() throws {
        isRefused = false
        let connection = try LoadConnection(to: target, on: reactor)
        connection.handlers.didEnd = { [weak self] _, _ in self?.isAnswered = true }
        connection.handlers.didClose = { [weak self] _ in self?.isRefused = true }
        connection.send(Array("GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:\(target.port)\r\n\r\n".utf8))
        self.connection = connection
    }
}
