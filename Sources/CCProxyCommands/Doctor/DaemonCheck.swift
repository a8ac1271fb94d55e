import ProxyModel
import Supervision

/// The daemon: whether it answers, and is of our version.
struct DaemonCheck {
    let report: DaemonReport
    let survey: OfflineSurvey

    private static let check = Check("daemon")

    func findings() -> [Finding] {
        switch report.answer {
        case .success(let status): return [Self.judge(status.daemon)]
        case .failure(.notRunning):
            guard survey.hasLiveEngines() else { return [Self.check.ok("not running; it starts when it is needed")] }
            let found = "not running, though proxies of an earlier one are: one that crashes stays down"
            return [Self.check.warning(found, remedy: "ccproxy status  brings one back, which takes them over")]
        case .failure(let error):
            return [Self.check.broken(error.message, remedy: error.remedy)]
        }
    }

    static func judge(_ daemon: StatusReport.Daemon) -> Finding {
        let since = daemon.uptimeSeconds.map { ", up \(Duration.seconds($0).inWords)" } ?? ""
        let found = "running\(daemon.pid.map { ", PID \($0)" } ?? "")\(since), version \(daemon.version)"
        guard daemon.version != ProductVersion.text else { return check.ok(found) }
        let remedy = "ccproxy daemon stop  lets it go; the next command starts this version, and the proxies live on"
        return check.warning("\(found); this is version \(ProductVersion.text)", remedy: remedy)
    }
}
