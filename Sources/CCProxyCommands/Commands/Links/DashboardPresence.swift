import ProxyModel

/// Whether the page behind the dashboard's link is ours.
///
/// The link carries the key to whoever answers there, so the daemon's own word is needed that it is the one.
enum DashboardPresence: Equatable {
    /// The daemon says that it serves the page at that address.
    case ours
    /// It does not, or nobody knows; for that reason.
    case notOurs(reason: String)

    /// - Parameters:
    ///   - report: what the daemon says; nil where it says nothing.
    ///   - url: the address that the link leads to, on this machine.
    init(_ report: StatusReport?, expectedAt url: String) {
        guard let report else {
            self = .notOurs(reason: "no daemon says that it runs")
            return
        }
        guard report.dashboard.isRunning else {
            self = .notOurs(reason: report.dashboard.lastError ?? "it does not run")
            return
        }
        // The daemon may have been started with other settings than this command.
        guard report.dashboard.url == url else {
            self = .notOurs(reason: "the daemon serves it at \(report.dashboard.url)")
            return
        }
        self = .ours
    }

    /// Whether the key may be handed over.
    var isOurs: Bool { self == .ours }

    /// Why not, in one line; nil where it may.
    var reason: String? {
        guard case .notOurs(let reason) = self else { return nil }
        return reason
    }
}
