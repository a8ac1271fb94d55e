import HTTPTransport
import PlatformSupport
import ProxyModel
import TestSupport

@testable import Supervision

/// A base directory with fake engines, and what lanes need on a loop.
struct LaneFixture: Sendable {
    let base: BaseDirectory
    let engine: String
    let ports: [UInt16]

    /// Runs a test on a loop of its own, in a directory of its own.
    ///
    /// `body` ends what it has started.
    static func run(_ body: @escaping @Sendable (LaneFixture, LaneContext) async throws -> Void) throws {
        try withTemporaryDirectory { directory in
            let fixture = LaneFixture(
                base: BaseDirectory(path: directory.path),
                engine: try BuiltProducts.path(of: "FakeEngine"),
                ports: try LoopbackPorts.free(2)
            )
            try FileSystem.createDirectory(fixture.base.configs, mode: 0o755)
            try fixture.base.prepareRunDirectory()
            try EventLoop.run { loop in
                try await body(fixture, try fixture.context(on: loop))
            }
        }
    }

    /// The first port's provider.
    var codex: ProviderSettings {
        ProviderSettings(id: .codex, kind: .codex, port: ports[0], engine: .path(engine))
    }

    /// A lane for the first port's provider.
    func lane(_ policy: SupervisionPolicy, _ context: LaneContext) -> ProviderLane {
        ProviderLane(settings: codex, policy: policy, logs: LogSettings(), context: context)
    }

    /// How the fake engine of a provider behaves from its next start on.
    func behave(_ provider: String, _ text: String) throws {
        let directory = base.configs + "/" + provider
        try FileSystem.createDirectory(directory, mode: 0o700)
        try FileSystem.write(text + "\n", atomicallyTo: directory + "/fake-engine.conf", mode: 0o600)
    }

    /// Writes the settings: codex, another provider if wanted, and nothing else switched on.
    func configure(withOther: Bool, _ more: String = "") throws {
        var text = more + "\nproviders:\n  codex: { port: \(ports[0]), engine: \"\(engine)\" }\n"
        for name in ["antigravity", "claude", "gemini"] { text += "  \(name): { enabled: false }\n" }
        if withOther { text += "  other: { kind: codex, port: \(ports[1]), engine: \"\(engine)\" }\n" }
        try FileSystem.write(text, atomicallyTo: base.settings, mode: 0o600)
    }

    /// Ends an engine that nobody supervises any more.
    ///
    /// - Returns: Whether it was alive.
    func endEngine(_ pid: Int32) throws -> Bool {
        guard let handle = try ProcessHandle.open(pid: pid), !handle.hasEnded else { return false }
        try handle.signalGroup(.kill)
        handle.waitUntilEnded(timeout: .seconds(20))
        return handle.reap() != nil
    }

    /// A supervisor with the settings as they are on disk.
    func supervisor(_ context: LaneContext) throws -> Supervisor {
        let source = SettingsSource(base: base, environment: [:])
        return Supervisor(settings: try source.load(), source: source, context: context)
    }

    private func context(on loop: EventLoop) throws -> LaneContext {
        let log = DaemonLog(path: base.daemonLog, isEchoed: false)
        return LaneContext(
            base: base,
            loop: loop,
            log: log,
            engines: EngineLauncher(base: base, executable: engine, environment: [:]),
            logs: try LogKeeper(loop: loop, log: log),
            now: Moment.now
        )
    }
}
