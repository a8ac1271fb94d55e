import PlatformSupport
import ProxyModel
import Supervision

/// A provider's proxy that may run, and shall use an account that has just been signed in.
struct RunningProxy {
    let provider: ProviderSettings
    let context: CommandContext

    /// How long our own engine may take to notice a file.
    private static let patience = Duration.seconds(3)
    /// Whoever has sent nothing for so long is not in the middle of an answer.
    private static let silence = Duration.seconds(3)
    /// How long an answer may keep us waiting.
    private static let longestAnswer = Duration.seconds(300)

    /// Sees to it that the proxy uses the account, and says what was done for that.
    func take(_ account: Account) throws(CommandFailure) {
        guard let status = status() else {
            context.output.note(
                "Its proxy does not run; it uses the account when it starts:  ccproxy start \(provider.id)"
            )
            return
        }
        // What runs need not be what would be started now.
        if status.isOurGateway, isNoticed(account, status) {
            context.output.note("The running proxy uses it from now on.")
            return
        }
        guard waitForSilence(on: status.port) else {
            context.output.note("The proxy is in the middle of an answer, and was left alone.")
            context.output.note("  ccproxy restart \(provider.id)  makes it use the account, when it suits you")
            return
        }
        try restart()
    }

    /// How the proxy stands, if it runs.
    private func status() -> StatusReport.Provider? {
        guard let control = try? context.control() else { return nil }
        let status = (try? control.status(of: [provider.id.name]))?.providers.first
        return status?.pid == nil ? nil : status
    }

    private func isNoticed(_ account: Account, _ status: StatusReport.Provider) -> Bool {
        guard status.isHealthy, let base = try? context.base else { return false }
        let end = MonotonicTime.now.advanced(by: Self.patience)
        while MonotonicTime.now < end {
            // An account that is signed in anew has been there before, with older tokens.
            if EngineAccounts.ask(provider, status, base: base)?.facts[account.file]?.isUp(to: account) == true {
                return true
            }
            MonotonicTime.pause(nanoseconds: 20_000_000)
        }
        return false
    }

    /// Waits until the proxy sends to nobody; false when it does not stop.
    private func waitForSilence(on port: UInt16) -> Bool {
        let start = MonotonicTime.now
        var last = StreamActivity.reading(localPort: port)
        var lastSent = start
        return Waiting.during("waiting until \(provider.id) has sent what it is sending", context) { waiting in
            while true {
                // Where the system does not tell, nobody can be waited for.
                guard let activity = StreamActivity.reading(localPort: port) else { return true }
                if activity.connections == 0 { return true }
                let now = MonotonicTime.now
                if StreamActivity.hasSent(between: last, and: activity) { lastSent = now }
                last = activity
                if lastSent.advanced(by: Self.silence) <= now { return true }
                if start.advanced(by: Self.longestAnswer) <= now { return false }
                waiting(.nanoseconds(start.nanoseconds(until: now)))
                MonotonicTime.pause(nanoseconds: 100_000_000)
            }
        }
    }

    private func restart() throws(CommandFailure) {
        let asked = ProviderWords(provider.id)
        let results = try Waiting.during("restarting \(provider.id)", context) { waiting throws(CommandFailure) in
            try context.withDaemon(asked) { control throws(ControlError) in
                try control.restart(asked.names, whileWaiting: waiting)
            }
        }
        guard let result = results.first, result.isDone else {
            ResultsView(results: results).complain(on: context.output)
            return
        }
        context.output.note("Its proxy was restarted\(result.status.pid.map { ", PID \($0)" } ?? "").")
    }
}
