import Testing

@testable import CommandParsing

struct CommandSpecTests {
    @Test func `a sound description has no problems`() {
        #expect(SampleProgram.root.problems() == [])
    }

    @Test func `what the types cannot rule out is found`() {
        let root = CommandSpec("boat", summary: "A boat.") { root in
            root.options = [OptionSpec("verbose", short: "v", summary: "Say more.")]
            root.subcommands = [
                CommandSpec("row", summary: "") { row in
                    row.aliases = ["pull"]
                    row.positionals = [
                        PositionalSpec("many", .text, .any, summary: "Many."),
                        PositionalSpec("one", .choice(["two words"]), summary: "One."),
                    ]
                    row.options = [
                        OptionSpec("view", short: "v", summary: "A view."), OptionSpec("view", summary: "Again."),
                    ]
                    row.sharedOptions = ["json"]
                    row.seeAlso = ["swim"]
                },
                CommandSpec("sail", summary: "Sail.") { sail in
                    sail.aliases = ["pull"]
                    sail.defaultSubcommand = "north"
                    sail.positionals = [PositionalSpec("where", .text, summary: "Where.")]
                    sail.subcommands = [CommandSpec("south", summary: "South.")]
                },
            ]
        }
        #expect(
            root.problems() == [
                "boat: 'pull' names two commands",
                "boat row: has no summary",
                "boat row: <many> repeats, but is not the last argument",
                "boat row: <one> is required after <many>, which is not",
                "boat row: <one> offers 'two words', which a completion script cannot hold",
                "boat row: has two options --view",
                "boat row: has two options -v",
                "boat row: shares --json, which the root does not have",
                "boat row: points to 'swim', which does not exist",
                "boat sail: its default command 'north' does not exist",
                "boat sail: has both commands and arguments",
            ]
        )
    }

    @Test func `paths lead to commands by any of their words`() {
        #expect(SampleProgram.root.command(at: [])?.name == "ferry")
        #expect(SampleProgram.root.command(at: ["st"])?.name == "status")
        #expect(SampleProgram.root.command(at: ["auth", "login"])?.name == "login")
        #expect(SampleProgram.root.command(at: ["auth", "status"]) == nil)
    }
}
