import PlatformSupport
import Testing

/// The rules of README's "How to contribute" that a machine can check, over every source file of the package.
@Suite("The sources keep the rules")
struct SourceRuleTests {
    private let files: [SourceFile]

    init() throws {
        files = try SourceFile.all()
        try #require(files.count > 50, "the sources were not found")
    }

    @Test func `OS conditions stand in PlatformSupport only`() {
        let words = [
            "#if os(", "canImport(Glibc)", "canImport(Darwin)", "import Glibc", "import Darwin", "import Musl",
        ]
        let exempt = ["Sources/PlatformSupport/", "Tests/ArchitectureTests/"]
        for file in files where !exempt.contains(where: { file.path.contains($0) }) {
            for (number, line) in file.code where words.contains(where: { line.contains($0) }) {
                Issue.record("\(file.path):\(number): an OS condition outside PlatformSupport: \(line)")
            }
        }
    }

    @Test func `no file is longer than 400 lines`() {
        for file in files where file.lines.count > 400 {
            Issue.record("\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test func `package is the widest access`() {
        for file in files where file.path.contains("Sources/") {
            for (number, line) in file.code where ["public", "open"].contains(line.firstModifier) {
                Issue.record("\(file.path):\(number): wider than package: \(line)")
            }
        }
    }

    @Test func `nothing traps on purpose`() {
        let words = ["try!", "fatalError(", "preconditionFailure(", "as! "]
        for file in files where file.path.contains("Sources/") {
            for (number, line) in file.code where words.contains(where: { line.contains($0) }) {
                Issue.record("\(file.path):\(number): a trap: \(line)")
            }
        }
    }

    @Test func `an unstructured task or an unchecked promise says why it is right`() {
        let words = ["Task {", "Task(", "Task.detached", "@unchecked Sendable", "nonisolated(unsafe)"]
        for file in files where file.path.contains("Sources/") {
            for (number, line) in file.code where words.contains(where: { line.hasWordStarting($0) }) {
                let before = file.lines[max(0, number - 6)..<number].joined()
                guard !before.contains("//") else { continue }
                Issue.record("\(file.path):\(number): no reason beside it: \(line)")
            }
        }
    }

    /// The tests that may let time pass on an event loop, and why.
    private static let sleepers = [
        "GatewayTests/Support/GatewayHarness.swift": "what the gateway has noticed of its files is told by no event",
        "GatewayTests/Support/GatewayProcess.swift": "a limit for waiting for an event",
        "GatewayTests/Serving/RelayTests.swift": "that nothing moves any more is told by no event",
        "HTTPTransportTests/BlockingHTTPClientTests.swift": "servers that never answer",
        "HTTPTransportTests/EventLoopTests.swift": "sleeping is what is tested",
        "HTTPTransportTests/HTTPServerLifecycleTests.swift": "handlers that hang, and a client that trickles",
        "HTTPTransportTests/HTTPServerStreamingTests.swift": "that nothing moves any more is told by no event",
        "HTTPTransportTests/HTTPServerStressTests.swift": "a handler that hangs",
        "HTTPTransportTests/Support/Probe.swift": "a limit for waiting for an event",
        "HTTPTransportTests/Upstream/Support/HelperServer.swift": "no program of the system tells when it listens",
        "HTTPTransportTests/Upstream/Support/Measuring.swift": "that nothing moves any more is told by no event",
        "HTTPTransportTests/Upstream/UpstreamCancellationTests.swift": "tasks that hang, and a limit for their end",
        "HTTPTransportTests/Upstream/UpstreamFailureTests.swift": "slow peers",
        "HTTPTransportTests/Upstream/UpstreamHTTP2Tests.swift": "slow peers",
        "SupervisionTests/Daemon/ControlServerTests.swift": "a limit for waiting for an event",
    ]

    @Test func `tests wait for events and never sleep`() {
        let always = ["Task.sleep", "usleep(", "nanosleep(", " sleep("]
        let onALoop = [".sleep(for:", ".sleep(until:"]
        var sleepers = Set(Self.sleepers.keys.map { "Tests/" + $0 })
        for file in files where file.path.hasPrefix("Tests/") && !file.path.hasPrefix("Tests/ArchitectureTests/") {
            let mayWait = sleepers.contains(file.path)
            for (number, line) in file.code {
                let sleeps = onALoop.contains { line.contains($0) }
                if sleeps { sleepers.remove(file.path) }
                if always.contains(where: { line.contains($0) }) || (sleeps && !mayWait) {
                    Issue.record("\(file.path):\(number): a sleep: \(line)")
                }
            }
        }
        #expect(sleepers.isEmpty, "these do not sleep any more")
    }
}
