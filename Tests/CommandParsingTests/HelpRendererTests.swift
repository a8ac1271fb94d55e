import Testing

@testable import CommandParsing

struct HelpRendererTests {
    @Test func `the program lists its commands in groups`() {
        #expect(
            HelpRenderer(SampleProgram.root).help(for: [])
                == """
                Runs small boats between two ports.

                Usage:
                  ferry [options] <command> [args...]

                Every boat is a process. Boats that are under way survive the harbour master.

                The first line of this paragraph is long enough to need a second one at any
                sensible width, which shows the wrapping.

                Daily:
                  sail         Board a boat and become its captain.
                  status       Show the boats.

                Look inside:
                  logs         Show what the boats said.
                  auth         Sign boats in.
                  port         Open or close a port.
                  completions  Print a completion script.

                Options:
                      --home DIR  Where everything is kept. (default: ~/.ferry)
                      --json      Answer in JSON.
                      --no-color  Never use colour.
                  -v, --verbose   Say more. Can be given more than once.
                  -q, --quiet     Say less.
                      --version   Show the version.
                  -h, --help      Show help for the command.

                Example:
                  ferry sail blue -- --fast
                      sail on the blue boat

                'ferry <command> --help' says more about a command.

                """
        )
    }

    @Test func `a command that starts another program shows the terminator`() {
        #expect(
            HelpRenderer(SampleProgram.root).help(for: ["sail"])
                == """
                Board a boat and become its captain.

                Usage:
                  ferry sail <boat> [-- <captain args>...]

                Arguments:
                  <boat>             The boat to take.
                  -- <captain args>  Handed to captain as they are.

                Options of every command:
                      --home DIR  Where everything is kept. (default: ~/.ferry)
                      --no-color  Never use colour.
                  -v, --verbose   Say more. Can be given more than once.
                  -q, --quiet     Say less.
                  -h, --help      Show help for the command.

                Examples:
                  ferry sail blue
                      the blue boat, with nothing said to the captain
                  ferry sail blue -- --fast --to 'the other side'
                      the same, with words for the captain

                Exit status:
                  0         captain ended well
                  126, 127  captain cannot be executed, or is not there

                See also:
                  'ferry status --help', 'ferry auth login --help'

                """
        )
    }

    @Test func `own options come before those of every command`() {
        #expect(
            HelpRenderer(SampleProgram.root).help(for: ["status"])
                == """
                Show the boats.

                Usage:
                  ferry status [options] [<boat>...]
                  (also: st)

                Arguments:
                  <boat>  The boats to show; without any, all.

                Options:
                  -w, --watch     Show them again whenever something changes.
                      --sort KEY  What to sort by. One of name, age. (default: name)
                      --json      Answer in JSON.

                Options of every command:
                      --home DIR  Where everything is kept. (default: ~/.ferry)
                      --no-color  Never use colour.
                  -v, --verbose   Say more. Can be given more than once.
                  -q, --quiet     Say less.
                  -h, --help      Show help for the command.

                Exit status:
                  3  a boat that was asked for is not afloat

                """
        )
    }

    @Test func `a default command shows both ways to type it`() {
        #expect(
            HelpRenderer(SampleProgram.root).help(for: ["auth"])
                == """
                Sign boats in.

                Usage:
                  ferry auth [options] <boat>
                  ferry auth <command> [args...]

                Commands:
                  login   Sign in. (the default)
                  logout  Sign out.

                Options of every command:
                      --home DIR  Where everything is kept. (default: ~/.ferry)
                      --no-color  Never use colour.
                  -v, --verbose   Say more. Can be given more than once.
                  -q, --quiet     Say less.
                  -h, --help      Show help for the command.

                'ferry auth <command> --help' says more about a command.

                """
        )
    }

    @Test func `a narrow terminal gets the texts below the terms`() {
        #expect(
            HelpRenderer(SampleProgram.root, width: 34).help(for: ["logs"])
                == """
                Show what the boats said.

                Usage:
                  ferry logs [options]
                      [<boat>...]

                Arguments:
                  <boat>
                      The boats to listen to.

                Options:
                  -f, --follow
                      Go on as more is said.
                  -n, --lines N
                      How many lines. (default:
                      100)
                      --tag TAG
                      Only these. Can be given
                      more than once.
                  -o, --output FILE
                      Write to a file.

                Options of every command:
                      --home DIR
                      Where everything is kept.
                      (default: ~/.ferry)
                      --no-color
                      Never use colour.
                  -v, --verbose
                      Say more. Can be given more
                      than once.
                  -q, --quiet
                      Say less.
                  -h, --help
                      Show help for the command.

                """
        )
    }

    private static let paths = [
        [], ["sail"], ["status"], ["logs"], ["auth"], ["auth", "logout"], ["port"], ["port", "open"], ["completions"],
    ]

    @Test(arguments: 1...130) func `no line is wider than the terminal`(width: Int) {
        // Below 24 columns nothing can be set; terms and examples are never broken, since they are to be copied.
        let unbroken = SampleProgram.root.subcommands.flatMap(\.examples) + SampleProgram.root.examples
        for path in Self.paths {
            for line in HelpRenderer(SampleProgram.root, width: width).help(for: path).split(separator: "\n") {
                let isExample = unbroken.contains { line == "  \($0.line)" }
                #expect(isExample || line.count <= max(width, 26), "\(path): \(line)")
                #expect(line.last?.isWhitespace == false, "\(path): \(line)")
            }
        }
    }

    @Test func `markings take no room`() {
        let marked = HelpStyle(heading: { "\u{1}\($0)\u{2}" }, term: { "\u{1}\($0)\u{2}" })
        for path in Self.paths {
            let help = HelpRenderer(SampleProgram.root, width: 60, style: marked).help(for: path)
            let plain = help.filter { $0 != "\u{1}" && $0 != "\u{2}" }
            #expect(plain == HelpRenderer(SampleProgram.root, width: 60).help(for: path))
            #expect(help.contains("\u{1}Usage:\u{2}"))
        }
    }

    @Test func `hidden things stay hidden`() {
        for path in Self.paths {
            let help = HelpRenderer(SampleProgram.root).help(for: path)
            for hidden in ["secret", "--trace", "--words", "words before"] { #expect(!help.contains(hidden)) }
        }
    }

    @Test func `a path that leads nowhere gives the help of the last command on the way`() {
        let renderer = HelpRenderer(SampleProgram.root)
        #expect(renderer.help(for: ["auth", "bogus"]) == renderer.help(for: ["auth"]))
        #expect(renderer.help(for: ["st"]).contains("Show the boats."))
    }

    @Test func `paragraphs are kept apart and set anew`() {
        #expect(TextColumns.paragraphs("a b\nc\n\n\n  d  \n", width: 3) == ["a b", "c", "", "d"])
        #expect(TextColumns.paragraphs("", width: 3) == [])
        #expect(TextColumns.wrap("longest of all", width: 4) == ["longest", "of", "all"])
    }
}
