import ProxyModel
import Supervision

/// The accounts as a person reads them.
struct AccountsView {
    let report: AccountsReport
    let style: TextStyle

    /// A table, with what needs saying under a row, and what to type for providers without an account.
    func lines() -> [String] {
        var table = TextTable()
        let titles = ["PROVIDER", "ACCOUNT", "PLAN", "STATE", "EXPIRES IN", "LAST REFRESH", "COOLDOWN"]
        table.add(titles.map { .init($0, .faint) })
        for provider in report.providers {
            for entry in provider.accounts { table.add(row(provider.provider, entry)) }
            if provider.accounts.isEmpty { table.add(emptyRow(provider)) }
        }
        let rows = table.lines(style: style)
        var lines = Array(rows.prefix(1))
        var rest = rows.dropFirst()
        for provider in report.providers {
            for entry in provider.accounts {
                lines.append(rest.popFirst() ?? "")
                lines += details(provider.provider, entry)
            }
            if provider.accounts.isEmpty {
                lines.append(rest.popFirst() ?? "")
                if let problem = provider.problem { lines.append("    " + style(.bad, TerminalText.harmless(problem))) }
            } else if provider.apiKeyCount > 0 {
                lines.append("    " + style(.faint, "and \(Self.keys(provider.apiKeyCount)) in its config.yaml"))
            }
        }
        return lines
    }

    private func row(_ provider: ProviderID, _ entry: AccountsReport.Entry) -> [TextTable.Cell] {
        let account = entry.account
        return [
            .init(provider.name, .strong), .init(account.label), .init(account.plan ?? "-"),
            .init(account.state.rawValue, Self.mark(account)),
            .init(account.expiresAt.map { until($0) } ?? "-"),
            .init(account.lastRefresh.map { since($0) } ?? "-"),
            .init(entry.fact?.cooldownUntil.flatMap(cooldown) ?? "-", .warning),
        ]
    }

    private func emptyRow(_ provider: AccountsReport.Provider) -> [TextTable.Cell] {
        let count = provider.apiKeyCount
        let text = count > 0 ? Self.keys(count) : provider.problem == nil ? "none" : "unreadable"
        return [.init(provider.provider.name, .strong), .init(text, .faint)]
    }

    private static func keys(_ count: Int) -> String { count == 1 ? "1 API key" : "\(count) API keys" }

    private func details(_ provider: ProviderID, _ entry: AccountsReport.Entry) -> [String] {
        let account = entry.account
        if let problem = account.problem { return ["    " + style(.bad, TerminalText.harmless("\(problem)"))] }
        if let message = account.reason ?? entry.fact?.message, !message.isEmpty {
            let hint = style(.faint, "  ccproxy auth \(provider)  signs in again")
            return ["    " + style(.bad, TerminalText.harmless(message)), "  " + hint]
        }
        switch account.state {
        case .expired where account.isRenewable, .expiring where account.isRenewable:
            return ["    " + style(.faint, "it is renewed when it is used, or now:  ccproxy auth refresh \(provider)")]
        case .expired, .expiring:
            return ["    " + style(.faint, "it cannot be renewed:  ccproxy auth \(provider)  signs in again")]
        case .ok, .disabled, .invalid: return []
        }
    }

    static func mark(_ account: Account) -> TextStyle.Mark {
        switch account.state {
        case .ok: .good
        case .expiring, .disabled: .warning
        case .expired: account.isRenewable ? .warning : .bad
        case .invalid: .bad
        }
    }

    private func until(_ time: Timestamp) -> String {
        let seconds = time.seconds - report.now.seconds
        return seconds > 0 ? Duration.seconds(seconds).inWords : "\(Duration.seconds(-seconds).inWords) ago"
    }

    private func since(_ time: Timestamp) -> String {
        let seconds = report.now.seconds - time.seconds
        return seconds <= 0 ? "now" : "\(Duration.seconds(seconds).inWords) ago"
    }

    private func cooldown(_ time: Timestamp) -> String? {
        let seconds = time.seconds - report.now.seconds
        return seconds > 0 ? Duration.seconds(seconds).inWords : nil
    }
}
