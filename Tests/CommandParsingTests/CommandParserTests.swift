import TestSupport
import Testing

@testable import CommandParsing

struct CommandParserTests {
    private let parser = CommandParser(SampleProgram.root)

    private func command(_ arguments: String...) throws -> ParsedCommand {
        let request = try parser.parse(arguments)
        guard case .command(let parsed) = request else {
            Issue.record("\(arguments) asked for \(request)")
            throw CommandParsingError(reason: .missingCommand(choices: []), command: [])
        }
        return parsed
    }

    @Test func `words, options and the rest are told apart`() throws {
        let parsed = try command("sail", "blue", "-v", "--", "--fast", "-q", "--", "x")
        #expect(parsed.path == ["sail"])
        #expect(parsed.argument("boat") == "blue")
        #expect(parsed.has("verbose"))
        #expect(!parsed.has("quiet"))
        #expect(parsed.rest == ["--fast", "-q", "--", "x"])
    }

    @Test(arguments: [
        ["logs", "-n", "5"], ["logs", "-n5"], ["logs", "-n=5"], ["logs", "--lines", "5"], ["logs", "--lines=5"],
        ["logs", "-fn5"], ["logs", "-fn", "5"], ["logs", "--lines=7", "-n5"],
    ])
    func `every way of giving a value is the same`(line: [String]) throws {
        guard case .command(let parsed) = try parser.parse(line) else { throw CancellationError() }
        #expect(parsed.integer(of: "lines") == 5)
        #expect(parsed.arguments("boat") == [])
    }

    @Test func `global options stand before, between and after the words`() throws {
        let lines = [
            ["--home", "/x", "--json", "status", "blue"], ["status", "--home=/x", "blue", "--json"],
            ["status", "blue", "--json", "--home", "/x"],
        ]
        for line in lines {
            guard case .command(let parsed) = try parser.parse(line) else { throw CancellationError() }
            #expect(parsed.path == ["status"])
            #expect(parsed.value(of: "home") == "/x")
            #expect(parsed.has("json"))
            #expect(parsed.arguments("boat") == ["blue"])
        }
    }

    @Test func `an option that a command does not share is refused wherever it stands`() throws {
        #expect(throws: CommandParsingError(reason: .optionNotForCommand("--json"), command: ["ferry", "logs"])) {
            try parser.parse(["--json", "logs"])
        }
        #expect(
            throws: CommandParsingError(reason: .unknownOption("--json", nearest: nil), command: ["ferry", "logs"])
        ) {
            try parser.parse(["logs", "--json"])
        }
    }

    @Test func `flags count, values collect, and the last of a single option holds`() throws {
        let parsed = try command("-vv", "logs", "-v", "--tag", "a", "--tag=b", "--home", "/1", "--home", "/2")
        #expect(parsed.count(of: "verbose") == 3)
        #expect(parsed.values(of: "tag") == ["a", "b"])
        #expect(parsed.value(of: "home") == "/2")
    }

    @Test func `letters in one may end in one that takes the rest`() throws {
        let parsed = try command("logs", "-vfo=x=y")
        #expect(parsed.has("verbose"))
        #expect(parsed.has("follow"))
        #expect(parsed.value(of: "output") == "x=y")
    }

    @Test func `values may be empty, negative or a lone dash, but not look like an option`() throws {
        #expect(try command("logs", "--tag=").value(of: "tag") == "")
        #expect(try command("logs", "--tag", "").value(of: "tag") == "")
        #expect(try command("logs", "--tag", "-5").value(of: "tag") == "-5")
        #expect(try command("logs", "-o", "-").value(of: "output") == "-")
        #expect(try command("logs", "--tag=--follow").value(of: "tag") == "--follow")
        let expected = CommandParsingError(
            reason: .missingValue(option: "--tag", valueName: "TAG"),
            command: ["ferry", "logs"]
        )
        #expect(throws: expected) { try parser.parse(["logs", "--tag", "--follow"]) }
        #expect(throws: expected) { try parser.parse(["logs", "--tag", "--", "x"]) }
        #expect(throws: expected) { try parser.parse(["logs", "--tag"]) }
    }

    @Test func `words after the terminator are plain arguments where nothing is handed on`() throws {
        #expect(try command("logs", "--", "-f", "--lines").arguments("boat") == ["-f", "--lines"])
        #expect(try command("--", "logs", "blue").arguments("boat") == ["blue"])
    }

    @Test func `aliases give the proper name`() throws {
        #expect(try command("st").path == ["status"])
    }

    @Test func `the default command is entered by its arguments and by its options`() throws {
        #expect(try command("auth", "blue").path == ["auth", "login"])
        #expect(try command("auth", "--no-browser", "blue").path == ["auth", "login"])
        #expect(try command("auth", "--no-browser", "blue").has("no-browser"))
        #expect(try command("auth", "login", "blue") == command("auth", "blue"))
        #expect(try command("auth", "logout", "blue", "me").argument("account") == "me")
    }

    @Test func `help is asked for in every usual way`() throws {
        #expect(try parser.parse([]) == .help(path: []))
        #expect(try parser.parse(["--help"]) == .help(path: []))
        #expect(try parser.parse(["-h"]) == .help(path: []))
        #expect(try parser.parse(["help"]) == .help(path: []))
        #expect(try parser.parse(["help", "auth", "logout"]) == .help(path: ["auth", "logout"]))
        #expect(try parser.parse(["auth", "--help"]) == .help(path: ["auth"]))
        #expect(try parser.parse(["--help", "st"]) == .help(path: ["status"]))
        #expect(try parser.parse(["sail", "-vh"]) == .help(path: ["sail"]))
    }

    @Test func `there is no help on a command that does not exist`() {
        for line in [["bogus", "--help"], ["--help", "bogus"], ["port", "bogus", "-h"]] {
            #expect(throws: CommandParsingError.self, "\(line)") { try parser.parse(line) }
        }
    }

    @Test func `help wins over what is wrong with the line, but not after the terminator`() throws {
        #expect(try parser.parse(["logs", "--bogus", "--help"]) == .help(path: ["logs"]))
        #expect(try parser.parse(["port", "--help", "--version"]) == .help(path: ["port"]))
        #expect(try command("sail", "blue", "--", "--help").rest == ["--help"])
        #expect(throws: CommandParsingError.self) { try parser.parse(["help", "bogus"]) }
    }

    @Test func `the version is asked for anywhere`() throws {
        #expect(try parser.parse(["--version"]) == .version)
        #expect(try parser.parse(["status", "--version"]) == .version)
    }

    @Test(arguments: RandomSeeds.fresh(4))
    func `any line gives an answer or an error, and none a trap`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "", "-", "--", "---", "--=", "--=x", "-=", "-n", "-n=", "--lines", "--lines=", "sail", "auth", "login",
            "blue", "-vn", "--help", "help", "é", "-é", "--é=ü", "\u{0}", "--home", "-5", "status", "port", "open", "1",
        ]
        for _ in 0..<1_000 {
            let count = Int(random.next() % 7)
            let line = (0..<count).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }
            do throws(CommandParsingError) {
                _ = try parser.parse(line)
            } catch {
                #expect(!error.description.isEmpty, "\(line)")
                #expect(error.exitStatus == 2, "\(line)")
            }
        }
    }
}
