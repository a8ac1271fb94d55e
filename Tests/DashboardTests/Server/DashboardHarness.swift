import HTTPTransport
import HTTPWire
import JSON
import PlatformSupport
import ProxyModel
import Synchronization
import TestSupport

@testable import Dashboard

/// A dashboard on a loop, with a daemon behind it that says and does what a test wants.
final class DashboardHarness: Sendable {
    let loop: EventLoop
    let base: BaseDirectory
    let server: DashboardServer
    let changes = Bell()
    private let report: Mutex<StatusReport>
    private let actions = Mutex<[String]>([])
    private let failure = Mutex<String?>(nil)

    private init(_ loop: EventLoop, _ base: BaseDirectory, _ providers: [StatusReport.Provider]) {
        self.loop = loop
        self.base = base
        let first = StatusReport(
            daemon: .init(isRunning: true, pid: 1, uptimeSeconds: 1, version: "0.1.0"),
            dashboard: .init(isRunning: true, url: "http://127.0.0.1:18500/"),
            providers: providers
        )
        let box = Box()
        report = Mutex(first)
        server = DashboardServer(
            DashboardSource(
                loop: loop,
                base: base,
                changes: changes,
                report: { box.harness?.report.withLock(\.self) ?? first },
                act: { action, provider in box.harness?.note(action, provider) }
            )
        )
        box.harness = self
    }

    /// The way back from the closures; it lives as long as the test.
    // Unchecked: written once, before anything runs.
    private final class Box: @unchecked Sendable {
        weak var harness: DashboardHarness?
    }

    /// Runs a test with a dashboard that serves, or with one that only listens.
    static func run(
        _ providers: [StatusReport.Provider],
        isServing: Bool = true,
        _ body: @escaping @Sendable (DashboardHarness) async throws -> Void
    ) throws {
        try withTemporaryDirectory { directory in
            let base = BaseDirectory(path: directory.path)
            try base.prepareRunDirectory()
            try EventLoop.run { loop in
                let harness = DashboardHarness(loop, base, providers)
                try harness.server.listen(on: 0)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    if isServing { group.addTask { await harness.server.serve() } }
                    try await body(harness)
                    group.cancelAll()
                }
            }
        }
    }

    static func provider(_ name: String, port: UInt16 = 1, pid: Int32? = nil) -> StatusReport.Provider {
        StatusReport.Provider(
            provider: name,
            port: port,
            url: "http://127.0.0.1:\(port)",
            engine: "ccproxy-gateway",
            state: pid == nil ? .stopped : .running,
            isHealthy: pid != nil,
            pid: pid,
            uptimeSeconds: pid == nil ? nil : 5
        )
    }

    // MARK: The daemon behind it

    /// Changes a provider and tells so.
    func change(_ provider: StatusReport.Provider) {
        report.withLock { report in
            report.providers = report.providers.map { $0.provider == provider.provider ? provider : $0 }
        }
        changes.ring()
    }

    func fail(with reason: String?) { failure.withLock { $0 = reason } }

    var done: [String] { actions.withLock(\.self) }

    private func note(_ action: DashboardAction, _ provider: String) -> String? {
        actions.withLock { $0.append("\(action.rawValue) \(provider)") }
        return failure.withLock(\.self)
    }

    // MARK: The browser before it

    var address: SocketAddress { server.localAddress ?? .ipv4(host: "127.0.0.1", port: 0) }

    func ask(
        _ method: HTTPMethod,
        _ target: String,
        _ fields: HTTPFields = [:],
        body: String = ""
    ) async throws -> HTTPResponse {
        let connection = HTTPConnection(to: address, on: loop)
        defer { connection.close() }
        let request = HTTPClientRequest(method, target, fields: fields, body: Array(body.utf8))
        return try await connection.exchange(request, deadline: .now + .seconds(60))
    }

    /// A token, as the page gets one.
    func bearer() async throws -> HTTPFields {
        let key = try DashboardKey.ensure(in: base)
        let fields: HTTPFields = [.contentType: "application/json"]
        let answer = try await ask(.post, "/api/session", fields, body: #"{"key":"\#(key)"}"#)
        let token = try JSONReader.read(answer.body)["token"]?.string ?? ""
        return [.authorization: "Bearer \(token)"]
    }
}
