@testable import CommandParsing

/// A small program with one of everything, for the tests of this module.
enum SampleProgram {
    static let root = CommandSpec("ferry", summary: "Runs small boats between two ports.") { root in
        root.discussion = """
            Every boat is a process. Boats that are under way survive the harbour master.

            The first line of this paragraph is long enough to need a second one at any sensible width, which shows the wrapping.
            """
        root.options = [
            OptionSpec(
                "home",
                value: .init("DIR", .directory),
                summary: "Where everything is kept.",
                defaultText: "~/.ferry",
                decidesWords: true
            ),
            OptionSpec("json", summary: "Answer in JSON.", availability: .whereShared),
            OptionSpec("no-color", summary: "Never use colour."),
            OptionSpec("verbose", short: "v", summary: "Say more.", isRepeatable: true),
            OptionSpec("quiet", short: "q", summary: "Say less."),
        ]
        root.examples = [.init("ferry sail blue -- --fast", "sail on the blue boat")]
        root.subcommands = [sail, status, logs, auth, port, completions, secret]
    }

    static let boat = ValueKind.words(kind: "boat", also: ["all"])

    private static let sail = CommandSpec("sail", summary: "Board a boat and become its captain.") { sail in
        sail.group = "Daily"
        sail.positionals = [PositionalSpec("boat", .words(kind: "boat"), summary: "The boat to take.")]
        sail.passthrough = .init("captain args", recipient: "captain", summary: "Handed to captain as they are.")
        sail.examples = [
            .init("ferry sail blue", "the blue boat, with nothing said to the captain"),
            .init("ferry sail blue -- --fast --to 'the other side'", "the same, with words for the captain"),
        ]
        sail.exitStatuses = [
            .init("0", "captain ended well"),
            .init("126, 127", "captain cannot be executed, or is not there"),
        ]
        sail.seeAlso = ["status", "auth login"]
    }

    private static let status = CommandSpec("status", summary: "Show the boats.") { status in
        status.aliases = ["st"]
        status.synonyms = ["ps", "list"]
        status.group = "Daily"
        status.positionals = [PositionalSpec("boat", boat, .any, summary: "The boats to show; without any, all.")]
        status.options = [
            OptionSpec("watch", short: "w", summary: "Show them again whenever something changes."),
            OptionSpec(
                "sort",
                value: .init("KEY", .choice(["name", "age"])),
                summary: "What to sort by.",
                defaultText: "name"
            ),
        ]
        status.sharedOptions = ["json"]
        status.exitStatuses = [.init("3", "a boat that was asked for is not afloat")]
    }

    private static let logs = CommandSpec("logs", summary: "Show what the boats said.") { logs in
        logs.group = "Look inside"
        logs.positionals = [PositionalSpec("boat", boat, .any, summary: "The boats to listen to.")]
        logs.options = [
            OptionSpec("follow", short: "f", summary: "Go on as more is said."),
            OptionSpec(
                "lines",
                short: "n",
                value: .init("N", .integer(0...1000)),
                summary: "How many lines.",
                defaultText: "100"
            ),
            OptionSpec("tag", value: .init("TAG", .text), summary: "Only these.", isRepeatable: true),
            OptionSpec("output", short: "o", value: .init("FILE", .file), summary: "Write to a file."),
            OptionSpec("trace", summary: "For the builders of boats.", isHidden: true),
        ]
    }

    private static let auth = CommandSpec("auth", summary: "Sign boats in.") { auth in
        auth.group = "Look inside"
        auth.defaultSubcommand = "login"
        auth.subcommands = [
            CommandSpec("login", summary: "Sign in.") { login in
                login.positionals = [PositionalSpec("boat", .words(kind: "boat"), summary: "The boat.")]
                login.options = [OptionSpec("no-browser", summary: "Only print the address.")]
            },
            CommandSpec("logout", summary: "Sign out.") { logout in
                logout.positionals = [
                    PositionalSpec("boat", .words(kind: "boat"), summary: "The boat."),
                    PositionalSpec("account", .words(kind: "account"), summary: "Who leaves it."),
                ]
            },
        ]
    }

    private static let port = CommandSpec("port", summary: "Open or close a port.") { port in
        port.group = "Look inside"
        port.subcommands = [
            CommandSpec("open", summary: "Open it.") { open in
                open.positionals = [
                    PositionalSpec("number", .integer(1...65535), summary: "Its number."),
                    PositionalSpec("note", .text, .optional, summary: "Why."),
                ]
            },
            CommandSpec("close", summary: "Close it."),
        ]
    }

    private static let completions = CommandSpec("completions", summary: "Print a completion script.") { completions in
        completions.group = "Look inside"
        completions.positionals = [
            PositionalSpec(
                "shell",
                .choice(["bash", "zsh", "fish", "powershell"]),
                .optional,
                summary: "For which shell."
            )
        ]
        completions.options = [
            OptionSpec("words", value: .init("KIND", .text), summary: "List the words of a kind.", isHidden: true)
        ]
        completions.passthrough = .init(
            "words before",
            recipient: "the list",
            summary: "What was typed before.",
            isHidden: true
        )
    }

    private static let secret = CommandSpec("secret", summary: "Nobody's business.") { $0.isHidden = true }
}
