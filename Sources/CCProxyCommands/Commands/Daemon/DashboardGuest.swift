import Dashboard
import PlatformSupport
import ProxyModel
import Supervision

/// The dashboard as the daemon's guest: the one knows nothing of the other.
struct DashboardGuest: DaemonGuest {
    private let server: DashboardServer

    init(_ host: DaemonHost) {
        let source = DashboardSource(
            loop: host.loop,
            base: host.base,
            changes: host.changes,
            report: { await host.report() },
            act: { action, provider in await Self.perform(action, on: provider, host) }
        )
        server = DashboardServer(source)
    }

    var port: UInt16? { server.localAddress?.port }

    func listen(on port: UInt16) throws(SystemError) { try server.listen(on: port) }

    func serve() async { await server.serve() }

    /// Does what a button says.
    ///
    /// - Returns: why that could not be done; nil when it was.
    private static func perform(_ action: DashboardAction, on provider: String, _ host: DaemonHost) async -> String? {
        host.log("dashboard: \(action.rawValue) \(provider)")
        do throws(ControlError) {
            let results =
                switch action {
                case .start: try await host.start(provider)
                case .stop: try await host.stop(provider)
                case .restart: try await host.restart(provider)
                }
            return results.first { !$0.isDone }.map { $0.error ?? "\(provider) is \($0.status.state.rawValue)" }
        } catch {
            return error.remedy.map { "\(error.message)\n\($0)" } ?? error.message
        }
    }
}
