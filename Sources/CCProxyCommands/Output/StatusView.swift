import ProxyModel
import Supervision

/// A status report as a person reads it.
struct StatusView {
    let report: StatusReport
    let style: TextStyle
    var isVerbose = false
    /// Providers that are switched off and do not run, where nobody has asked for them by name.
    var disabled: Set<String> = []
    /// Providers that do without an account, since their engines have API keys.
    var keyed: Set<String> = []
    /// Providers whose accounts the engine that runs cannot use.
    var unserved: Set<String> = []

    /// A table, with what needs saying under each row.
    func lines() -> [String] {
        var table = TextTable()
        let titles = ["PROVIDER", "STATE", "HEALTHY", "PID", "ADDRESS", "UPTIME", "RESTARTS", "ENGINE"]
        table.add(titles.map { .init($0, .faint) })
        for provider in report.providers { table.add(row(provider)) }
        let rows = table.lines(style: style)
        var lines = Array(rows.prefix(1))
        for (provider, row) in zip(report.providers, rows.dropFirst()) {
            lines.append(row)
            lines += details(of: provider)
        }
        return lines + footer()
    }

    /// `codex  running  :18419  2 accounts`.
    func shortLines() -> [String] {
        var table = TextTable()
        for provider in report.providers {
            let usable = provider.accounts.filter { $0.state != .invalid && $0.state != .disabled }.count
            table.add([
                .init(provider.provider, .strong),
                .init(state(of: provider), mark(provider)),
                .init(":\(provider.port)"),
                .init(usable == 1 ? "1 account" : "\(usable) accounts", usable == 0 ? .faint : nil),
            ])
        }
        return table.lines(style: style)
    }

    /// Whether all that was asked for runs and is healthy.
    var isWell: Bool { report.providers.allSatisfy { $0.isHealthy || disabled.contains($0.provider) } }

    private func row(_ provider: StatusReport.Provider) -> [TextTable.Cell] {
        let isUp = provider.pid != nil
        let restarts = provider.restarts == 0 ? "-" : String(provider.restarts)
        return [
            .init(provider.provider, .strong),
            .init(state(of: provider), mark(provider)),
            .init(isUp ? (provider.isHealthy ? "yes" : "no") : "-", isUp && !provider.isHealthy ? .bad : nil),
            .init(provider.pid.map(String.init) ?? "-"),
            .init(provider.url.hasPrefix("http://") ? String(provider.url.dropFirst(7)) : provider.url),
            .init(provider.uptimeSeconds.map { Duration.seconds($0).inWords } ?? "-"),
            .init(restarts, provider.restarts == 0 ? nil : .warning),
            .init(provider.engine, .faint),
        ]
    }

    private func state(of provider: StatusReport.Provider) -> String {
        disabled.contains(provider.provider) ? "disabled" : provider.state.rawValue
    }

    private func mark(_ provider: StatusReport.Provider) -> TextStyle.Mark {
        switch provider.state {
        case .running: provider.isHealthy ? .good : .warning
        case .starting, .stopping, .backoff: .warning
        case .unhealthy, .failed, .foreign: .bad
        case .stopped: .faint
        }
    }

    private func details(of provider: StatusReport.Provider) -> [String] {
        var lines: [String] = []
        if provider.isHealthy, provider.restarts > 0, let past = provider.exitHistory.last {
            // Over, and only of interest with its time: what is well must not look broken.
            lines.append(detail("last restart \(past.at): \(past.reason)", .faint))
        } else {
            // The error can bring its remedy as a second line.
            for line in (provider.lastError ?? "").split(separator: "\n") {
                lines.append(detail(String(line), provider.isHealthy ? .faint : .bad))
            }
        }
        if let next = provider.nextRetryAt { lines.append(detail("next try at \(next)", .faint)) }
        if isVerbose || provider.state == .failed {
            for exit in provider.exitHistory.suffix(isVerbose ? .max : 3) {
                lines.append(detail("\(exit.at): \(exit.reason)", .faint))
            }
            for line in provider.lastLogLines { lines.append(detail("| \(line)", .faint)) }
        }
        for account in provider.accounts {
            lines.append(describe(account))
            guard let reason = account.reason else { continue }
            lines.append("    " + detail("\(reason):  ccproxy auth \(provider.provider)", .faint))
        }
        if provider.accounts.isEmpty, provider.isHealthy {
            lines.append(detail(withoutAccount(provider), .faint))
        }
        return lines
    }

    private func withoutAccount(_ provider: StatusReport.Provider) -> String {
        if unserved.contains(provider.provider) { return "not served by this engine:  ccproxy engine install" }
        let isKeyed = keyed.contains(provider.provider)
        return "no account signed in"
            + (isKeyed ? "; there are API keys in config.yaml" : ":  ccproxy auth \(provider.provider)")
    }

    private func detail(_ text: String, _ mark: TextStyle.Mark) -> String {
        "    " + style(mark, TerminalText.harmless(text))
    }

    private func describe(_ account: StatusReport.Account) -> String {
        let mark: TextStyle.Mark =
            switch account.state {
            case .ok: .good
            case .expiring, .disabled: .warning
            case .expired, .invalid: .bad
            }
        let until = account.expiresAt.map { style(.faint, "  until \($0)") } ?? ""
        let file = isVerbose ? style(.faint, "  \(TerminalText.harmless(account.file))") : ""
        return "    \(TerminalText.harmless(account.label))  \(style(mark, account.state.rawValue))\(until)\(file)"
    }

    private func footer() -> [String] {
        guard !report.daemon.isRunning else {
            return report.dashboard.lastError.map { [style(.warning, "No dashboard: \(TerminalText.harmless($0))")] }
                ?? []
        }
        return [style(.faint, "The daemon does not run; 'ccproxy start all' starts it and the proxies.")]
    }
}

extension StatusView {
    /// The view of a report on providers that a command line has named, or not named.
    init(_ report: StatusReport, _ asked: ProviderWords, in context: CommandContext) {
        self.init(report: report, style: context.output.standardOutput.style, isVerbose: context.isVerbose)
        let empty = report.providers.filter { $0.accounts.isEmpty && $0.isHealthy }.map(\.provider)
        if let base = try? context.base {
            keyed = Set(empty.filter { ProviderID($0).map { ConfiguredKeys.exist(in: base.provider($0)) } ?? false })
        }
        // The settings are only looked at where they make a difference.
        let ours = report.providers.filter { $0.isOurGateway && $0.isHealthy && $0.accounts.isEmpty }.map(\.provider)
        if !ours.isEmpty, let settings = try? context.settings() {
            unserved = Set(settings.providers.filter { !$0.kind.isServedByGateway }.map(\.id.name)).intersection(ours)
        }
        guard asked.isAll, report.providers.contains(where: { $0.state == .stopped }) else { return }
        let providers = (try? context.settings())?.providers ?? []
        let off = Set(providers.filter { !$0.isEnabled }.map(\.id.name))
        disabled = Set(report.providers.filter { $0.state == .stopped }.map(\.provider)).intersection(off)
    }
}
