import PlatformSupport

/// What our upstream client costs by itself: this program, started on the processor of the proxies, without a server.
struct ClientFigures {
    let upstream: FakeUpstream
    let reactor: Reactor
    let directory: String
    let seconds: Int

    /// Measures and prints.
    func print() throws {
        for connections in [1, 32] {
            Progress.say("upstream client, \(connections) at once")
            let figures = try run(["client", String(upstream.port), String(connections), String(seconds)])
            guard figures.count == 4 else { continue }
            let texts = figures.map { String(Int($0.rounded())) }
            try line(
                "\(connections) at once: \(texts[0]) requests/s, p50 \(texts[1]) µs, p99 \(texts[2]) µs, "
                    + "CPU \(texts[3]) µs/request"
            )
        }
        let rate = try run(["download", String(upstream.port)]).first ?? 0
        try line("one body of \(Answers.bulkSize >> 20) MB: \(Int(rate.rounded())) MB/s")
    }

    private func line(_ text: String) throws {
        try Descriptor.writeAll(1, "our upstream client alone, " + text + "\n")
    }

    /// Runs a part of this program while the upstream answers, and reads the numbers that it prints.
    private func run(_ part: [String]) throws -> [Double] {
        let output = Paths.join(directory, part.joined(separator: "-"))
        let log = try LogFile.open(output)
        let command = Processors.underTest.pinning([try CurrentProcess.executablePath] + part)
        let process = try ProcessHandle.spawn(
            SpawnRequest(
                executable: command[0],
                arguments: command,
                environment: CurrentProcess.environment,
                workingDirectory: directory,
                standardOutput: log.descriptor
            )
        )
        try reactor.run { !process.hasEnded }
        guard process.reap() == .exited(code: 0) else {
            throw BenchmarkError(String(decoding: try FileSystem.read(output), as: UTF8.self))
        }
        return String(decoding: try FileSystem.read(output), as: UTF8.self).split { $0.isWhitespace }
            .compactMap { Double($0) }
    }
}
