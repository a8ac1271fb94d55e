import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel

/// The built programs, which lie beside this one.
struct Programs {
    let ccproxy: String
    let fakeEngine: String

    static func besideThis() throws -> Programs {
        let directory = Paths.parent(of: try CurrentProcess.executablePath)
        return Programs(
            ccproxy: Paths.join(directory, "ccproxy"),
            fakeEngine: Paths.join(directory, "FakeEngine")
        )
    }
}

/// A base directory with engines that answer at once, removed with everything in it when the section is over.
final class Workspace {
    let base: BaseDirectory
    let names: [String]
    let ports: [UInt16]
    private let programs: Programs
    private let nothing: OwnedDescriptor

    /// Makes the directory; `settings` are more lines for `ccproxy.yaml`, `behaviour` is every `fake-engine.conf`.
    init(_ programs: Programs, providers count: Int, settings: String = "", behaviour: String = "") throws {
        self.programs = programs
        base = BaseDirectory(path: try FileSystem.makeTemporaryDirectory(prefix: "ccproxy-benchmark-"))
        nothing = try Descriptor.create("/dev/null")
        // Four are predefined; those that are not measured are switched off.
        names = (0..<count).map { $0 < 4 ? ProviderSettings.predefined[$0].id.name : "engine-\($0)" }
        let free = try LoopbackPorts.free(count + 1)
        ports = Array(free.prefix(count))
        try FileSystem.createDirectory(base.configs, mode: 0o755)
        try FileSystem.createDirectory(base.shell, mode: 0o755)
        try FileSystem.write(
            "host: 127.0.0.1\nport: 1\nauth-dir: \"./\"\napi-keys: []\n",
            atomicallyTo: base.engineTemplate,
            mode: 0o644
        )
        var yaml = settings + "dashboard: { port: \(free[count]) }\nproviders:\n"
        for (name, port) in zip(names, ports) {
            let kind = ProviderKind(rawValue: name) == nil ? "kind: codex, " : ""
            yaml += "  \(name): { \(kind)port: \(port), engine: \(programs.fakeEngine) }\n"
            try FileSystem.createDirectory(base.configs + "/" + name, mode: 0o700)
            try FileSystem.write(behaviour, atomicallyTo: "\(base.configs)/\(name)/fake-engine.conf", mode: 0o600)
        }
        for provider in ProviderSettings.predefined.dropFirst(count) {
            yaml += "  \(provider.id): { enabled: false }\n"
        }
        try FileSystem.write(yaml, atomicallyTo: base.settings, mode: 0o600)
    }

    /// Runs `ccproxy` with arguments and says how long that took, in milliseconds.
    @discardableResult
    func time(_ arguments: [String]) throws -> Double {
        try time(programs.ccproxy, ["--home", base.path] + arguments)
    }

    /// Runs any program and says how long that took, in milliseconds.
    func time(_ executable: String, _ arguments: [String]) throws -> Double {
        let began = ContinuousClock.now
        let pid = try ProcessSpawner.spawn(
            SpawnRequest(
                executable: executable,
                arguments: [executable] + arguments,
                environment: CurrentProcess.environment,
                workingDirectory: base.path,
                standardOutput: nothing.raw
            )
        )
        guard let handle = try ProcessHandle.open(pid: pid) else { throw BenchmarkFailure("\(executable) is gone") }
        handle.waitUntilEnded()
        let took = (ContinuousClock.now - began).milliseconds
        guard let status = handle.reap(), status.isSuccess else {
            throw BenchmarkFailure("\(([executable] + arguments).joined(separator: " ")) failed")
        }
        return took
    }

    /// What the daemon says of every provider, over the control socket and without a process.
    func status() throws -> StatusReport {
        var client = BlockingHTTPClient(to: .unix(path: base.controlSocket))
        let answer = try client.exchange(HTTPClientRequest(.get, "/v1/status"), timeout: .seconds(10))
        return try StatusReport(decoding: answer.body)
    }

    /// Ends everything and removes the directory.
    func tearDown() {
        _ = try? time(["stop"])
        try? FileSystem.removeTree(base.path)
    }
}

struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

extension Duration {
    var milliseconds: Double { self / .milliseconds(1) }
}
