import HTTPTransport
import PlatformSupport
import ProxyModel
import TestSupport

/// A whole installation for one test: a base directory, providers on ports of its own, fake engines, the built `ccproxy`.
///
/// What is started in it is ended, and the directory removed, when the test is over, whatever happened.
final class Installation: Sendable {
    let base: BaseDirectory
    let ports: [String: UInt16]
    let dashboardPort: UInt16
    let ccproxy: String
    /// What commands get beside ``defaultEnvironment``.
    let environment: [String: String]

    private init(
        base: BaseDirectory,
        ports: [String: UInt16],
        dashboardPort: UInt16,
        ccproxy: String,
        environment: [String: String]
    ) {
        self.base = base
        self.ports = ports
        self.dashboardPort = dashboardPort
        self.ccproxy = ccproxy
        self.environment = environment
    }

    /// Runs a test in a fresh installation.
    ///
    /// Of the predefined providers those that are not named are switched off; `settings` are more lines of `ccproxy.yaml`;
    /// the engine is the fake one unless a path is given.
    static func with(
        _ providers: [String] = ["codex"],
        settings: String = "",
        engine: String? = nil,
        environment: [String: String] = [:],
        _ body: (Installation) async throws -> Void
    ) async throws {
        let path = try FileSystem.makeTemporaryDirectory(prefix: "ccproxy-e2e-")
        defer { try? FileSystem.removeTree(path) }
        let base = BaseDirectory(path: path)
        let free = try LoopbackPorts.free(providers.count + 1)
        let ports = Dictionary(uniqueKeysWithValues: zip(providers, free))
        let installation = Installation(
            base: base,
            ports: ports,
            dashboardPort: free[providers.count],
            ccproxy: try BuiltProducts.path(of: "ccproxy"),
            environment: environment
        )
        try FileSystem.createDirectory(base.configs, mode: 0o755)
        try FileSystem.createDirectory(base.shell, mode: 0o755)
        try FileSystem.write(template, atomicallyTo: base.engineTemplate, mode: 0o644)
        try installation.configure(settings: settings, engine: try engine ?? BuiltProducts.path(of: "FakeEngine"))
        do {
            try await body(installation)
        } catch {
            installation.endEverything()
            throw error
        }
        installation.endEverything()
    }

    private static let template = """
        # The template of a test.
        host: "127.0.0.1"
        port: 8317
        auth-dir: "./"
        api-keys: []

        """

    /// Writes `ccproxy.yaml`.
    func configure(settings: String = "", engine: String) throws {
        var yaml = settings + (settings.isEmpty || settings.hasSuffix("\n") ? "" : "\n")
        yaml += "dashboard: { port: \(dashboardPort) }\nproviders:\n"
        for (name, port) in ports.sorted(by: { $0.key < $1.key }) {
            yaml += "  \(name):\n    kind: \(ProviderKind(rawValue: name)?.rawValue ?? "codex")\n"
            yaml += "    port: \(port)\n    engine: \"\(engine)\"\n"
        }
        for provider in ProviderSettings.predefined where ports[provider.id.name] == nil {
            yaml += "  \(provider.id):\n    enabled: false\n"
        }
        try FileSystem.write(yaml, atomicallyTo: base.settings, mode: 0o600)
    }

    /// Chooses how the fake engine of a provider behaves from its next start on.
    func behave(_ provider: String = "codex", _ lines: String...) throws {
        let directory = "\(base.configs)/\(provider)"
        try FileSystem.createDirectory(directory, mode: 0o700)
        let text = lines.joined(separator: "\n") + "\n"
        try FileSystem.write(text, atomicallyTo: "\(directory)/fake-engine.conf", mode: 0o600)
    }

    func port(_ provider: String = "codex") throws -> UInt16 {
        guard let port = ports[provider] else { throw Unexpected("no provider \(provider) in this installation") }
        return port
    }

    // MARK: Commands

    /// The environment of every command: nothing of the machine's that could have a say.
    var defaultEnvironment: [String: String] {
        let path = CurrentProcess.environmentVariable("PATH") ?? "/usr/bin:/bin"
        return ["PATH": path, "HOME": base.path, "LANG": "C.UTF-8"].merging(environment) { $1 }
    }

    /// Runs `ccproxy` to its end.
    @discardableResult
    func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Finished {
        try start(arguments, environment: environment).wait()
    }

    /// Runs `ccproxy` to its end as somebody else.
    func run(_ arguments: String..., as user: OtherUser) throws -> Finished {
        try RunningCommand(
            executable: user.prefix[0],
            arguments: Array(user.prefix.dropFirst()) + [ccproxy, "--home", base.path] + arguments,
            environment: defaultEnvironment,
            directory: "/"
        ).wait()
    }

    /// Makes everything in it somebody else's.
    func giveAway(to user: OtherUser) throws {
        let finished = try RunningCommand(
            executable: "/bin/chown",
            arguments: ["-R", "65534:65534", base.path],
            environment: [:],
            directory: "/"
        ).wait()
        guard finished.status.isSuccess else { throw Unexpected("chown: \(finished)") }
    }

    /// Starts `ccproxy` and lets it run.
    func start(_ arguments: [String], environment: [String: String] = [:]) throws -> RunningCommand {
        try RunningCommand(
            executable: ccproxy,
            arguments: ["--home", base.path] + arguments,
            environment: defaultEnvironment.merging(environment) { $1 },
            directory: base.path
        )
    }

    /// Runs `ccproxy` and expects success.
    @discardableResult
    func succeed(_ arguments: String..., environment: [String: String] = [:]) throws -> Finished {
        let finished = try start(arguments, environment: environment).wait()
        guard finished.status == .exited(code: 0) else {
            throw Unexpected("ccproxy \(arguments.joined(separator: " ")): \(finished)")
        }
        return finished
    }

    // MARK: What is

    /// The status as the daemon, or the command without one, reports it.
    func status() throws -> StatusReport {
        let finished = try start(["status", "--json"]).wait()
        return try StatusReport(decoding: Array(finished.output.utf8))
    }

    func provider(_ name: String = "codex") throws -> StatusReport.Provider {
        guard let provider = try status().providers.first(where: { $0.provider == name }) else {
            throw Unexpected("no provider \(name) in the status")
        }
        return provider
    }

    func pid(_ name: String = "codex") throws -> Int32 {
        guard let pid = try provider(name).pid else { throw Unexpected("\(name) has no PID: \(try provider(name))") }
        return pid
    }

    /// Asks until the provider is as wanted; the asking itself is the wait.
    @discardableResult
    func wait(
        for name: String = "codex",
        within limit: Duration = .seconds(30),
        until isWanted: (StatusReport.Provider) -> Bool
    ) throws -> StatusReport.Provider {
        let deadline = ContinuousClock.now + limit
        while true {
            let provider = try provider(name)
            if isWanted(provider) { return provider }
            guard .now < deadline else { throw Unexpected("still not as wanted: \(provider)") }
        }
    }

    /// Every process that belongs to this installation: it has the base directory in its command line.
    func processes() throws -> [Int32] {
        try FileSystem.list("/proc").compactMap { Int32($0) }.filter { pid in
            guard pid != CurrentProcess.pid, let facts = ProcessFacts.of(pid: pid), facts.state != .zombie else {
                return false
            }
            return facts.command.contains(base.path)
        }
    }

    /// The idle children of its fake engines.
    func helpers() throws -> [Int32] {
        try processes().filter { ProcessFacts.of(pid: $0)?.command.hasPrefix("tail -f ") == true }
    }

    private func endEverything() {
        _ = try? run("stop")
        for pid in (try? processes()) ?? [] {
            guard let handle = try? ProcessHandle.open(pid: pid) else { continue }
            try? handle.signal(.kill)
            handle.waitUntilEnded(timeout: .seconds(5))
        }
    }
}

struct Unexpected: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
