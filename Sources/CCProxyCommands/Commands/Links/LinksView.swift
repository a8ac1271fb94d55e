import JSON
import ProxyModel

/// The links as they are printed.
struct LinksView {
    let links: PageLinks
    /// How the proxies stand; nil where nobody could tell.
    let report: StatusReport?
    let dashboard: DashboardPresence
    /// The line for the browser's machine, in an SSH session.
    let sshCommand: String?
    /// The block for its `~/.ssh/config`, where that was asked for.
    let sshConfiguration: [String]?

    /// A line for each page, the dashboard last.
    ///
    /// - Parameters:
    ///   - style: marks for a terminal, or none.
    ///   - isClickable: whether the terminal is told that they are links (OSC 8).
    /// - Returns: the lines, without their ends.
    func lines(style: TextStyle, isClickable: Bool) -> [String] {
        let names = links.all.map(\.name)
        let states = links.all.map { state(of: $0) }
        let nameWidth = names.map(DisplayWidth.of).max() ?? 0
        let stateWidth = states.map(DisplayWidth.of).max() ?? 0
        return zip(links.all, states).map { page, state in
            let name = style(.strong, page.name) + Self.spaces(nameWidth - DisplayWidth.of(page.name))
            let mark = style(self.mark(of: page), state) + Self.spaces(stateWidth - DisplayWidth.of(state))
            let link = isClickable ? TerminalLink.osc8(page.url) : page.url
            return [name, mark, link].filter { !$0.isEmpty }.joined(separator: "  ")
        }
    }

    /// `{"links":[{"provider","url","port","state","healthy"}…],
    /// "dashboard":{"url","port","running","last_error"},"ssh":{…}}`.
    func encoded() -> [UInt8] {
        var json = JSONWriter()
        json.value(
            .object([
                JSONMember("links", .array(links.pages.map { encoded($0) })),
                JSONMember("dashboard", encodedDashboard),
                JSONMember("ssh", ssh),
            ])
        )
        return json.bytes
    }

    private func encoded(_ page: PageLinks.Page) -> JSONValue {
        let status = status(of: page)
        return .object([
            JSONMember("provider", .string(page.name)),
            JSONMember("url", .string(page.url)),
            JSONMember("port", .integer(page.port)),
            JSONMember("state", status.map { .string($0.state.rawValue) } ?? .null),
            JSONMember("healthy", status.map { .boolean($0.isHealthy) } ?? .null),
        ])
    }

    private var encodedDashboard: JSONValue {
        .object([
            JSONMember("url", .string(links.dashboard.url)),
            JSONMember("port", .integer(links.dashboard.port)),
            JSONMember("running", report.map { _ in .boolean(dashboard.isOurs) } ?? .null),
            JSONMember("last_error", dashboard.reason.map(JSONValue.string) ?? .null),
        ])
    }

    private var ssh: JSONValue {
        guard sshCommand != nil || sshConfiguration != nil else { return .null }
        return .object([
            JSONMember("command", sshCommand.map(JSONValue.string) ?? .null),
            JSONMember("config", sshConfiguration.map { .string($0.joined(separator: "\n") + "\n") } ?? .null),
        ])
    }

    private func status(of page: PageLinks.Page) -> StatusReport.Provider? {
        report?.providers.first { $0.provider == page.provider }
    }

    private func state(of page: PageLinks.Page) -> String {
        guard report != nil else { return "" }
        if page.provider == nil { return dashboard.isOurs ? "running" : "stopped" }
        return status(of: page)?.state.rawValue ?? ""
    }

    private func mark(of page: PageLinks.Page) -> TextStyle.Mark {
        let isWell = page.provider == nil ? dashboard.isOurs : status(of: page)?.isHealthy
        return isWell == true ? .good : .faint
    }

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
}
