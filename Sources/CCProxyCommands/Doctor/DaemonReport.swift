import ProxyModel
import Supervision

/// What the daemon says, asked once for all checks.
struct DaemonReport {
    /// How everything stands; why that cannot be had.
    let answer: Result<StatusReport, ControlError>

    init(base: BaseDirectory) {
        answer = Result { () throws(ControlError) in try ControlClient(base: base).status(of: []) }
    }

    /// What it says of one provider; nil where nobody can say.
    func provider(_ id: ProviderID) -> StatusReport.Provider? {
        (try? answer.get())?.providers.first { $0.provider == id.name }
    }
}
