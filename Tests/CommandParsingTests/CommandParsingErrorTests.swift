import Testing

@testable import CommandParsing

struct CommandParsingErrorTests {
    private func text(_ arguments: String...) -> String {
        do throws(CommandParsingError) {
            return "understood: \(try CommandParser(SampleProgram.root).parse(arguments))"
        } catch {
            return error.description
        }
    }

    @Test func `an unknown command names the nearest`() {
        #expect(text("stauts") == "'stauts' is not a command of ferry. Did you mean 'status'?\nSee 'ferry --help'.")
        #expect(text("ps") == "'ps' is not a command of ferry. Did you mean 'status'?\nSee 'ferry --help'.")
        #expect(text("zzz") == "'zzz' is not a command of ferry.\nSee 'ferry --help'.")
        #expect(
            text("port", "opne")
                == "'opne' is not a command of ferry port. Did you mean 'open'?\nSee 'ferry port --help'."
        )
    }

    @Test func `what is hidden is not suggested`() {
        #expect(text("secre") == "'secre' is not a command of ferry.\nSee 'ferry --help'.")
        #expect(text("logs", "--trac") == "'ferry logs' has no option --trac.\nSee 'ferry logs --help'.")
    }

    @Test func `an unknown option names the nearest`() {
        #expect(
            text("status", "--wacht")
                == "'ferry status' has no option --wacht. Did you mean '--watch'?\nSee 'ferry status --help'."
        )
        #expect(text("status", "-x") == "'ferry status' has no option -x.\nSee 'ferry status --help'.")
        #expect(
            text("status", "-json")
                == "'ferry status' has no option -json. Did you mean '--json'?\nSee 'ferry status --help'."
        )
    }

    @Test func `values are checked where they stand`() {
        #expect(
            text("logs", "-n", "many")
                == "-n takes a whole number from 0 to 1000, not 'many'.\nSee 'ferry logs --help'."
        )
        #expect(
            text("status", "--sort=nmae")
                == "--sort takes one of name, age, not 'nmae'. Did you mean 'name'?\nSee 'ferry status --help'."
        )
        #expect(
            text("completions", "fihs")
                == "<shell> takes one of bash, zsh, fish, powershell, not 'fihs'. Did you mean 'fish'?\n"
                + "See 'ferry completions --help'."
        )
        #expect(
            text("logs", "--follow=yes") == "--follow takes no value, but was given 'yes'.\nSee 'ferry logs --help'."
        )
        #expect(text("--home") == "--home needs a value: --home DIR.\nSee 'ferry --help'.")
    }

    @Test func `missing and superfluous words are named`() {
        #expect(text("sail") == "'ferry sail' needs <boat>.\nSee 'ferry sail --help'.")
        #expect(
            text("port", "open", "80", "why", "not") == "'ferry port open' does not know what to do with 'not'.\n"
                + "See 'ferry port open --help'."
        )
        #expect(text("port") == "'ferry port' needs to know what to do.\nOne of: open, close. See 'ferry port --help'.")
        #expect(
            text("--quiet")
                == "'ferry' needs to know what to do.\n"
                + "One of: sail, status, logs, auth, port, completions. See 'ferry --help'."
        )
    }

    @Test func `words for the program that is started are shown where they belong`() {
        #expect(
            text("sail", "blue", "--fast", "to $HOME", "--", "x")
                == "'ferry sail' does not know '--fast'; what captain is to read comes after '--'.\n"
                + "Type 'ferry sail blue -- --fast 'to $HOME' x', or see 'ferry sail --help'."
        )
        #expect(
            text("sail", "blue", "hello")
                == "'ferry sail' does not know 'hello'; what captain is to read comes after '--'.\n"
                + "Type 'ferry sail blue -- hello', or see 'ferry sail --help'."
        )
        #expect(
            text("sail", "-p", "hi")
                == "'ferry sail' does not know '-p'; what captain is to read comes after '--'.\n"
                + "Type 'ferry sail <boat> -- -p hi', or see 'ferry sail --help'."
        )
        #expect(
            text("sail", "blue", "--no-colour")
                == "'ferry sail' does not know '--no-colour'; what captain is to read comes after '--'. "
                + "Did you mean '--no-color'?\nType 'ferry sail blue -- --no-colour', or see 'ferry sail --help'."
        )
    }
}
