import ProxyModel

/// The dashboard: whether it listens, or who has its port.
struct DashboardCheck {
    let report: DaemonReport

    private static let check = Check("dashboard")

    /// Nothing to say where no daemon runs: then there is none.
    func findings() -> [Finding] {
        guard case .success(let status) = report.answer else { return [] }
        return [Self.judge(status.dashboard)]
    }

    static func judge(_ dashboard: StatusReport.Dashboard) -> Finding {
        guard let error = dashboard.lastError else { return check.ok(dashboard.url) }
        let port = dashboard.url.split(separator: "/").dropFirst().first?.split(separator: ":").last.flatMap {
            UInt16($0)
        }
        let remedy = "ccproxy config set dashboard.port \(OtherPort.than(port ?? Settings().dashboardPort))"
        return check.warning(error, remedy: "end it, or use another port:\n\(remedy)")
    }
}
