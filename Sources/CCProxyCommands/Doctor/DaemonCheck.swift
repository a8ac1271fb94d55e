import ProxyModel
import Supervision

/// The daemon: whether it answers, and is of our version.
struct DaemonCheck {
    let report: DaemonReport
    let survey: OfflineSurvey

    private static let check = "daemon"

    func findings() -> [Finding] {
        switch report.answer {
        case .success(let status): return [judge(status.daemon)]
        case .failure(.notRunning):
            guard survey.hasLiveEngines() else { return [.ok(Self.check, "not running; it starts when it is needed")] }
            let found = "not running, though proxies of an earlier one are: what crashes stays down"
            return [.warning(Self.check, found, remedy: "ccproxy status  brings one back, which takes them over")]
        case .failure(let error):
            return [.broken(Self.check, error.message, remedy: error.remedy)]
        }
    }

    private func judge(_ daemon: StatusReport.Daemon) -> Finding {
        let since = daemon.uptimeSeconds.map { ", up \(Duration.seconds($0).inWords)" } ?? ""
        let found = "running\(daemon.pid.map { ", PID \($0)" } ?? "")\(since), version \(daemon.version)"
        guard daemon.version != ProductVersion.text else { return .ok(Self.check, found) }
        return .warning(
            Self.check,
            "\(found); this is version \(ProductVersion.text)",
            remedy: "ccproxy daemon stop  lets it go; the next command starts this version, and the proxies live on"
        )
    }
}
