import CommandParsing
import PlatformSupport
import ProxyModel
import Supervision

/// `links`: where a browser finds everything.
enum LinksCommand: Command {
    static let spec = CommandSpec("links", summary: "Print the links to the management pages and the dashboard.") {
        spec in
        spec.group = CommandTree.Group.daily
        spec.synonyms = ["dashboard", "url", "urls", "open"]
        spec.discussion = """
            A line for each provider, and the dashboard last. The dashboard shows all of them; its link carries a key \
            behind the '#', which browsers send to nobody, so it opens without asking. While the dashboard does not \
            run, its link has no key: who else listens on that port must not be handed it. A management page that is \
            opened by itself asks for its key once; in the dashboard it does not.

            Where the proxies run on another machine, forward the ports: in an SSH session the line to type on your \
            own machine is printed as well.
            """
        spec.positionals = [
            PositionalSpec("provider", .words(kind: "provider"), .any, summary: "Whose page; every one without it.")
        ]
        spec.options = [
            OptionSpec("open", short: "o", summary: "Open the page in the browser of this machine."),
            OptionSpec("copy", short: "c", summary: "Put the link on the clipboard of your terminal."),
            OptionSpec(
                "port-offset",
                value: .init("N", .integer(-65534...65534)),
                summary: "Add this to every port, where they are forwarded under other numbers.",
                defaultText: "the setting links.port-offset"
            ),
            OptionSpec("ssh-config", summary: "Print a block for ~/.ssh/config that forwards every port."),
        ]
        spec.sharedOptions = ["json"]
        spec.examples = [
            .init("ccproxy links", "Show them; in most terminals Ctrl-click opens one."),
            .init("ccproxy links --open", "Open the dashboard."),
            .init("ccproxy links codex --copy", "Copy one, also over SSH."),
            .init("ccproxy links --port-offset 10000", "As they are behind 'ssh -L 28417:127.0.0.1:18417 …'."),
            .init("ssh HOST ccproxy links --ssh-config >> ~/.ssh/config", "On your own machine: keep the forwarding."),
        ]
        spec.seeAlso = ["status"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let settings = try context.settings()
        let asked = try ProviderWords(parsed.arguments("provider"), in: context)
        try asked.check(in: context)
        let chosen =
            asked.isAll ? settings.enabledProviders : settings.providers.filter { asked.names.contains($0.id.name) }
        let offset = parsed.value(of: "port-offset").flatMap { Int($0) } ?? settings.linksPortOffset
        let report = context.reportForLinks(on: asked)
        // Who forwards, forwards everything.
        let every = try PageLinks(
            of: settings.enabledProviders.listening(as: report),
            settings,
            dashboardKey: nil,
            offset: offset
        )
        let presence = DashboardPresence(report, expectedAt: settings.dashboardURL)
        let key = presence.isOurs ? try context.dashboardKey() : nil
        let links = try PageLinks(of: chosen.listening(as: report), settings, dashboardKey: key, offset: offset)

        let view = LinksView(
            links: links,
            report: report,
            dashboard: presence,
            sshCommand: context.sshSession?.command(every.forwards),
            sshConfiguration: parsed.has("ssh-config") ? context.sshRoute.configuration(every.forwards) : nil
        )
        show(view, in: context)
        let wanted = asked.isAll ? links.dashboard : links.pages.first ?? links.dashboard
        try explain(presence, report, isWanted: wanted.provider == nil, parsed, in: context)
        if parsed.has("copy") { try copy(wanted, in: context) }
        if parsed.has("open") { try Browser(environment: context.environment).open(wanted, try context.base) }
        return .done
    }

    /// Says why the dashboard's link has no key; that is a failure where it was the one that is wanted.
    private static func explain(
        _ presence: DashboardPresence,
        _ report: StatusReport?,
        isWanted: Bool,
        _ parsed: ParsedCommand,
        in context: CommandContext
    ) throws(CommandFailure) {
        guard let reason = presence.reason else { return }
        let remedy = report.flatMap { DashboardCheck.judge($0.dashboard).remedy } ?? "ccproxy doctor"
        if parsed.has("copy") || parsed.has("open"), isWanted {
            throw CommandFailure("there is no dashboard to copy or open: \(reason)", remedy: remedy)
        }
        guard !parsed.has("ssh-config") else { return }
        context.output.note("The dashboard's link has no key: \(reason)")
        for line in remedy.split(separator: "\n") { context.output.note("  \(line)") }
    }

    private static func show(_ view: LinksView, in context: CommandContext) {
        let output = context.output
        if context.isJSON { return output.printJSON(view.encoded()) }
        if let block = view.sshConfiguration {
            for line in block { output.print(line) }
            return
        }
        let isClickable = output.standardOutput.isTerminal && context.environment["TERM"] != "dumb"
        for line in view.lines(style: output.standardOutput.style, isClickable: isClickable) { output.print(line) }
        guard let command = view.sshCommand else { return }
        output.print("")
        output.print("From your own machine, forward the ports first and leave this running:")
        output.print("  \(command)")
    }

    private static func copy(_ page: PageLinks.Page, in context: CommandContext) throws(CommandFailure) {
        let output = context.output
        output.flush()
        guard let terminal = [output.standardOutput, output.standardError].first(where: \.isTerminal) else {
            throw CommandFailure(
                "there is no terminal whose clipboard could take the link",
                remedy: "in a pipe, take it from the output: ccproxy links --json"
            )
        }
        do throws(SystemError) {
            try Descriptor.writeAll(terminal.descriptor, TerminalLink.osc52(page.url))
        } catch {
            throw CommandFailure(error)
        }
        output.note("Sent the link of \(page.name) to the terminal's clipboard; terminals may be set to refuse that.")
    }
}

extension CommandContext {
    fileprivate func dashboardKey() throws(CommandFailure) -> String {
        let base = try base
        do throws(DashboardKeyError) {
            return try DashboardKey.ensure(in: base)
        } catch {
            throw CommandFailure("\(error)")
        }
    }

    /// How the proxies stand; the daemon is started for it, since it serves the dashboard.
    ///
    /// All of them, whatever was asked for: who forwards ports, forwards all. Links are worth printing also where that
    /// fails: then it is said, and nothing is known.
    fileprivate func reportForLinks(on asked: ProviderWords) -> StatusReport? {
        do throws(CommandFailure) {
            return try withDaemon(asked) { control throws(ControlError) in try control.status(of: []) }
        } catch {
            output.complain(error)
            return nil
        }
    }

    private var user: String? { environment["USER"] ?? environment["LOGNAME"] ?? Users.name(of: CurrentProcess.userID) }

    fileprivate var sshSession: SSHRoute? {
        SSHRoute(session: environment, user: user, hostName: Machine.hostName)
    }

    fileprivate var sshRoute: SSHRoute { sshSession ?? SSHRoute(user: user, hostName: Machine.hostName) }
}
