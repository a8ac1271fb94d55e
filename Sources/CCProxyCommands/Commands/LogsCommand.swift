import CommandParsing
import PlatformSupport
import ProxyModel

/// `logs`: what engines have printed, and go on printing.
enum LogsCommand: Command {
    static let spec = CommandSpec("logs", summary: "Show what proxies print, and follow it.") { spec in
        spec.group = CommandTree.Group.inspect
        spec.synonyms = ["log", "tail"]
        spec.discussion = """
            Lines come from the current log and the older parts beside it, as if they were one. Those of several \
            proxies are put in the order of their times, each behind its provider's name.

            On a terminal, control characters that a proxy printed are shown instead of sent to it; into a file or a \
            pipe every line goes as it is.
            """
        spec.positionals = [
            PositionalSpec(
                "provider",
                .words(kind: "provider", also: ["all"]),
                .any,
                summary: "Whose logs; every one that there is without one."
            )
        ]
        spec.options = [
            OptionSpec("follow", short: "f", summary: "Go on with what is added, until Ctrl-C."),
            OptionSpec(
                "lines",
                short: "n",
                value: .init("N", .integer(0...1_000_000_000)),
                summary: "The last N lines of each log.",
                defaultText: "50, or all with --since"
            ),
            OptionSpec(
                "since",
                value: .init("WHEN", .text),
                summary: "Only lines from then on: 10m, 2h, 1d, 2026-11-21, \"2026-11-21 10:00\", 2026-11-21T10:00:00Z."
            ),
            OptionSpec("daemon", summary: "The daemon's own log instead."),
        ]
        spec.examples = [
            .init("ccproxy logs codex", "The last 50 lines of one."),
            .init("ccproxy logs -f", "Everything that any of them prints from now on, and the last 50 lines of each."),
            .init("ccproxy logs codex --since 10m", "What happened in the last ten minutes."),
        ]
        spec.seeAlso = ["status", "doctor"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let selection = try selection(parsed)
        let places = try LogPlaces(context: context).places(
            parsed.arguments("provider"),
            isDaemon: parsed.has("daemon"),
            isFollowing: parsed.has("follow")
        )
        do throws(SystemError) {
            var sources: [LogSource] = []
            for place in places {
                sources.append(try LogSource(name: place.name, path: place.path, showing: selection))
            }
            return try LogView(sources, output: context.output).show(isFollowing: parsed.has("follow"))
        } catch {
            throw CommandFailure(error, remedy: "'ccproxy doctor' looks further")
        }
    }

    private static func selection(_ parsed: ParsedCommand) throws(CommandFailure) -> LogSource.Selection {
        guard let text = parsed.value(of: "since") else {
            return .init(count: parsed.integer(of: "lines") ?? 50, since: nil)
        }
        guard let since = SinceTime.point(text, now: .now) else {
            throw CommandFailure(
                "--since does not understand '\(text)'",
                remedy: "for example: \(SinceTime.forms)",
                exitCode: .wrongUsage
            )
        }
        return .init(count: parsed.integer(of: "lines"), since: since)
    }
}
