import CommandParsing
import Testing

@testable import CCProxyCommands

struct CommandTreeTests {
    /// Every command, with the words that lead to it.
    private static let paths = paths(below: CommandTree.root, at: [])

    private static func paths(below command: CommandSpec, at path: [String]) -> [[String]] {
        [path] + command.subcommands.flatMap { paths(below: $0, at: path + [$0.name]) }
    }

    @Test func `the description is sound`() {
        #expect(CommandTree.root.problems() == [])
    }

    @Test(arguments: paths)
    func `every command that has none below it does something`(path: [String]) throws {
        let spec = try #require(CommandTree.root.command(at: path))
        #expect((CommandTree.command(at: path) != nil) == spec.subcommands.isEmpty)
        if let command = CommandTree.command(at: path) { #expect(command.spec == spec) }
    }

    @Test(arguments: paths)
    func `every command has an example`(path: [String]) throws {
        let spec = try #require(CommandTree.root.command(at: path))
        #expect(!spec.examples.isEmpty)
    }

    @Test(arguments: paths)
    func `the help of every command is as it was recorded`(path: [String]) throws {
        let help = HelpRenderer(CommandTree.root, width: 80).help(for: path)
        try GoldenFiles.expect(help, "help/\((["ccproxy"] + path).joined(separator: "-")).txt")
        #expect(help.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `no help is recorded of a command that does not exist`() throws {
        let expected = Self.paths.map { (["ccproxy"] + $0).joined(separator: "-") + ".txt" }
        #expect(try GoldenFiles.names(in: "help") == expected.sorted())
    }

    @Test(arguments: paths)
    func `every example is understood`(path: [String]) throws {
        for example in CommandTree.root.command(at: path)?.examples ?? [] where example.line.hasPrefix("ccproxy ") {
            let words = Self.words(of: example.line)
            #expect(throws: Never.self) { try CommandParser(CommandTree.root).parse(Array(words.dropFirst())) }
        }
    }

    /// The words of an example, up to a redirection; its quotes hold no escapes.
    private static func words(of line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        for character in line + " " {
            switch character {
            case quote: quote = nil
            case "'",
                "\"" where quote == nil:
                quote = character
            case " " where quote == nil:
                if word == ">" || word == "<" { return words }
                if !word.isEmpty { words.append(word) }
                word = ""
            default: word.append(character)
            }
        }
        return words
    }

    @Test(arguments: [
        ["run", "codex"], ["run", "codex", "--", "-p", "hi", "--help"], ["start"], ["start", "all"],
        ["stop", "codex", "gemini"],
        ["status", "-w", "-s"], ["status", "--json", "codex"], ["logs", "-fn5", "codex"],
        ["logs", "--since", "10m", "--daemon"],
        ["models", "codex"], ["doctor", "--json"], ["auth", "codex"], ["auth", "--device", "codex"],
        ["auth", "login", "codex", "--callback-port", "3000"], ["auth", "status", "--json"], ["auth", "add-key", "x"],
        ["auth", "logout", "codex", "me@example.com", "--yes"], ["auth", "import", "claude", "--force"],
        ["config", "show", "presets.codex", "--changed"],
        ["config", "set", "links.port-offset", "--", "-1"],
        ["completions", "--words", "account", "--", "logout", "codex"],
        ["links", "codex", "-o", "-c", "--port-offset", "10000"], ["links", "--port-offset=-1", "--ssh-config"],
        ["engine", "install", "7.2.140"], ["engine", "install", "--from", "x.tar.gz", "--sha256", "00"],
        ["engine", "use", "ccproxy-gateway", "claude", "codex"], ["install-profile", "bash", "zsh", "--yes"],
        ["uninstall-profile", "powershell", "--file", "/x"], ["daemon", "install", "--start-all"],
        ["--home", "/x", "daemon", "run", "--announce"], ["daemon", "status", "--json"], ["-q", "restart", "all"],
    ])
    func `command lines that are right are understood`(line: [String]) throws {
        guard case .command = try CommandParser(CommandTree.root).parse(line) else {
            Issue.record("\(line) is no command")
            return
        }
    }

    @Test(arguments: [
        (["statsu"], "status"), (["ps"], "status"), (["up"], "start"), (["down"], "stop"), (["tail"], "logs"),
        (["login"], "auth"), (["auth", "codex", "--devcie"], "--device"),
        (["daemon", "stpo"], "stop"), (["dashboard"], "links"), (["engine", "update"], "install"),
        (["status", "--wacth"], "--watch"), (["completions", "bsah"], "bash"),
    ])
    func `a word that is wrong is answered with the nearest right one`(line: [String], nearest: String) {
        let error = #expect(throws: CommandParsingError.self) { try CommandParser(CommandTree.root).parse(line) }
        #expect(error?.message.contains("'\(nearest)'") == true)
    }

    @Test func `what does not exist yet is not mentioned`() {
        let helps = Self.paths.map { HelpRenderer(CommandTree.root, width: 80).help(for: $0) }
        for word in ["quota", "usage", "ui"] {
            #expect(CommandTree.root.subcommand(named: word) == nil)
            #expect(!helps.contains { $0.contains("ccproxy \(word)") }, "\(word)")
        }
    }
}
