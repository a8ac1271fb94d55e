import PlatformSupport

/// Measures what a proxy costs between a fake upstream and a load generator.
@main
enum GatewayBenchmark {
    static func main() {
        let arguments = Array(CurrentProcess.arguments.dropFirst())
        do {
            if try runPart(arguments) { return }
            try pin(arguments)
            try measure(try Options(arguments))
        } catch {
            Progress.say("\(error)")
            CurrentProcess.exit(1)
        }
    }

    /// Does what the benchmark starts this program for itself.
    private static func runPart(_ arguments: [String]) throws -> Bool {
        guard let part = arguments.first, let port = arguments.dropFirst().first.flatMap({ UInt16($0) }) else {
            return false
        }
        let numbers = arguments.dropFirst(2).compactMap { Int($0) }
        switch part {
        case "relay" where arguments.count == 3: try Relay.run(port: port, upstream: arguments[2])
        case "client" where numbers.count == 2:
            try ClientAlone.run(port: port, connections: numbers[0], seconds: numbers[1])
        case "download": try ClientAlone.download(port: port)
        case "upstream":
            let reactor = try Reactor()
            let upstream = try FakeUpstream(on: reactor, port: port)
            Progress.say("listening on \(upstream.url)")
            try reactor.run(for: .seconds(100_000))
        default: return false
        }
        return true
    }

    private static let pinned = "GATEWAY_BENCHMARK_PINNED"

    /// Starts this program anew on the processor that client and upstream share.
    private static func pin(_ arguments: [String]) throws {
        guard CurrentProcess.environmentVariable(pinned) == nil else { return }
        let program = try CurrentProcess.executablePath
        let command = Processors.ours.pinning([program] + arguments)
        guard command[0] != program else { return }
        let environment = CurrentProcess.environment.merging([pinned: "1"]) { $1 }
        try ExecutableReplacement.exec(path: command[0], arguments: command, environment: environment)
    }

    private static func measure(_ options: Options) throws {
        let directory = try FileSystem.makeTemporaryDirectory(prefix: "ccproxy-benchmark-")
        defer { try? FileSystem.removeTree(directory) }
        let reactor = try Reactor()
        let upstream = try FakeUpstream(on: reactor, port: options.upstreamPort)
        let suite = Suite(
            upstream: upstream,
            reactor: reactor,
            duration: options.isQuick ? .milliseconds(400) : .seconds(3),
            openStreamCount: 1000
        )
        let peers = PeerPrograms(directory: directory, upstream: upstream, reactor: reactor)
        var columns = [try suite.measure(Target(name: "upstream", port: upstream.port))]
        let programs: [(name: Substring, start: () throws -> ServedProgram?)] = [
            ("nginx", peers.nginx), ("gateway", { try peers.gateway() }), ("relay", peers.relay),
        ]
        for program in programs where options.programs?.contains(program.name) ?? true {
            // One at a time: whoever is measured has its processor for itself.
            guard let program = try program.start() else { continue }
            columns.append(try suite.measure(program.target, ready: program.startTime))
        }
        if options.programs?.contains("translating") ?? true, let program = try peers.gateway(isTranslating: true) {
            columns.append(try suite.measureTranslation(program.target))
        }
        for target in options.proxies {
            columns.append(try suite.measure(target))
        }
        try ResultTable(columns: columns).print()
        let seconds = options.isQuick ? 1 : 5
        try ClientFigures(upstream: upstream, reactor: reactor, directory: directory, seconds: seconds).print()
    }
}
