import PlatformSupport
import Testing

@testable import CommandParsing

/// Tries the scripts in the shells that the machine has.
struct CompletionScriptTests {
    private static let script = CompletionScript(
        SampleProgram.root,
        functions: [
            ShellFunction("ferry-status", words: ["status"]),
            ShellFunction("sail-blue", words: ["sail", "blue", "--"]),
            ShellFunction("ferry-auth", words: ["auth"]),
        ],
        runner: "run_ferry"
    )

    /// A line, with the cursor at its end, and what is offered for it, in order.
    struct Case: Sendable {
        let line: String
        let offered: [String]

        init(_ line: String, _ offered: String...) {
            self.line = line
            self.offered = offered
        }
    }

    private static let everyOption = [
        "--home", "--no-color", "--verbose", "-v", "--quiet", "-q", "--version", "--help", "-h",
    ]

    static let cases = [
        Case("ferry ", "sail", "status", "logs", "auth", "port", "completions"),
        Case("ferry s", "sail", "status"),
        Case("ferry -v st", "status"),
        Case("ferry x"),
        Case("ferry sail ", "blue", "brown", "green"),
        Case("ferry sail b", "blue", "brown"),
        Case("ferry sail blue "),
        Case("ferry status blue ", "all", "blue", "brown", "green"),
        Case("ferry status blue a", "all"),
        Case("ferry st blue g", "green"),
        Case("ferry status --w", "--watch"),
        Case("ferry status --sort ", "name", "age"),
        Case("ferry status --sort a", "age"),
        Case("ferry status --sort age b", "blue", "brown"),
        Case("ferry status --sort=age b", "blue", "brown"),
        Case("ferry logs -n "),
        Case("ferry logs -n 5 br", "brown"),
        Case("ferry logs -n5 br", "brown"),
        Case("ferry logs -fn 5 br", "brown"),
        Case("ferry logs --tr"),
        Case("ferry logs --l", "--lines"),
        Case("ferry auth l", "login", "logout"),
        Case("ferry auth bl", "blue"),
        Case("ferry auth --no-b", "--no-browser"),
        Case("ferry auth login g", "green"),
        Case("ferry auth blue "),
        Case("ferry auth logout blue me", "me@example.com"),
        Case("ferry port ", "open", "close"),
        Case("ferry port open "),
        Case("ferry secret "),
        Case("ferry completions f", "fish"),
        Case("ferry-status a", "all"),
        Case("ferry-status --w", "--watch"),
        Case("ferry-auth logout b", "blue", "brown"),
    ]

    // MARK: bash

    /// What bash offers for a line; the words are cut as bash cuts them.
    private func bash(_ line: String, in run: ShellRun, before: String = "") throws -> [String] {
        let words = BashWords.cut(line)
        let quoted = words.map(ShellQuoting.posix).joined(separator: " ")
        let result = try run.run(
            """
            set -u
            \(before)
            source ./completion
            COMP_WORDS=(\(quoted)) COMP_CWORD=\(words.count - 1)
            COMP_LINE=\(ShellQuoting.posix(line)) COMP_POINT=\(line.utf8.count)
            _ferry
            ((${#COMPREPLY[@]})) && printf '%s\\n' "${COMPREPLY[@]}"
            exit 0
            """
        )
        #expect(result.status == .exited(code: 0), "\(result.output)")
        return result.lines
    }

    @Test(.enabled(if: CompletionShellName.bash.isThere), arguments: cases)
    func `bash offers what fits`(example: Case) throws {
        try ShellRun.with(.bash, Self.script.text(for: .bash)) { run throws in
            let before = "run_ferry() { ferry \"$@\"; }"
            #expect(try Set(bash(example.line, in: run, before: before)) == Set(example.offered))
        }
    }

    @Test(.enabled(if: CompletionShellName.bash.isThere))
    func `bash gets only what stands behind its last break character`() throws {
        try ShellRun.with(.bash, Self.script.text(for: .bash)) { run throws in
            #expect(try bash("ferry status --sort=", in: run) == ["name", "age"])
            #expect(try bash("ferry status --sort=n", in: run) == ["name"])
            #expect(try bash("ferry auth logout blue me@ex", in: run) == ["example.com"])
            #expect(try bash("ferry auth logout blue mo", in: run) == [#"more\ than\ one\ word"#])
        }
    }

    @Test(.enabled(if: CompletionShellName.bash.isThere))
    func `words are asked for only while completing, with what was typed before`() throws {
        try ShellRun.with(.bash, Self.script.text(for: .bash)) { run throws in
            _ = try run.run("source ./completion")
            _ = try bash("ferry status --w", in: run)
            #expect(try run.asked() == [])
            _ = try bash("ferry auth logout 'blue' ", in: run)
            _ = try bash("ferry --home=~/a auth --home \"/b c\" logout gr", in: run)
            _ = try bash("./ferry status b", in: run)
            #expect(
                try run.asked() == [
                    "<completions><--words><account><--><blue>",
                    "<--home></b c><completions><--words><boat><-->",
                    "<completions><--words><boat><-->",
                ]
            )
        }
    }

    @Test(.enabled(if: CompletionShellName.bash.isThere))
    func `a shell function that runs the program asks for the words of its functions`() throws {
        try ShellRun.with(.bash, Self.script.text(for: .bash)) { run throws in
            #expect(try bash("ferry-status z", in: run, before: "run_ferry() { echo zebra; }") == ["zebra"])
            #expect(try bash("ferry z", in: run, before: "run_ferry() { echo zebra; }") == [])
        }
    }

    // MARK: zsh

    /// What the script offers for a line, as arguments of the completion system's functions; the shell's own completion
    /// works only on a terminal.
    private func zsh(_ line: String, in run: ShellRun) throws -> [String] {
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let result = try run.run(
            """
            setopt extendedglob nullglob rcexpandparam
            run_ferry() { ferry "$@"; }
            compdef() { :; }
            compset() { PREFIX=${words[CURRENT]#*=}; }
            _message _default _files() { :; }
            show() { local word; for word in "$@"; do [[ $word == $PREFIX* ]] && print -r -- $word; done; true; }
            compadd() { shift; show "$@"; }
            _describe() { show ${${(P)argv[-1]}%%:*}; }
            source ./completion
            words=(\(words.map(ShellQuoting.posix).joined(separator: " "))) CURRENT=\(words.count)
            PREFIX=$words[CURRENT]
            _ferry
            """
        )
        #expect(result.status == .exited(code: 0), "\(result.output)")
        return result.lines
    }

    @Test(.enabled(if: CompletionShellName.zsh.isThere), arguments: cases)
    func `zsh offers what fits`(example: Case) throws {
        try ShellRun.with(.zsh, Self.script.text(for: .zsh)) { run throws in
            #expect(try Set(zsh(example.line, in: run)) == Set(example.offered))
        }
    }

    @Test(.enabled(if: CompletionShellName.zsh.isThere))
    func `zsh completes values behind an equals sign`() throws {
        try ShellRun.with(.zsh, Self.script.text(for: .zsh)) { run throws in
            #expect(try zsh("ferry status --sort=n", in: run) == ["name"])
        }
    }

    // MARK: fish

    private func fish(_ line: String, in run: ShellRun) throws -> [String] {
        let quoted = "'" + line.map { "'\\".contains($0) ? "\\\($0)" : String($0) }.joined() + "'"
        let result = try run.run("source ./completion; complete -C \(quoted)", options: ["--no-config"])
        #expect(result.status == .exited(code: 0), "\(result.output)")
        return result.lines.map { line in line.split(separator: "\t").first.map(String.init) ?? "" }
    }

    @Test(.enabled(if: CompletionShellName.fish.isThere), arguments: cases)
    func `fish offers what fits`(example: Case) throws {
        try ShellRun.with(.fish, Self.script.text(for: .fish)) { run throws in
            #expect(try Set(fish(example.line, in: run)).isSuperset(of: example.offered))
        }
    }

    @Test(.enabled(if: CompletionShellName.fish.isThere))
    func `fish completes values behind an equals sign and files where files are meant`() throws {
        try ShellRun.with(.fish, Self.script.text(for: .fish)) { run throws in
            #expect(try fish("ferry status --sort=n", in: run) == ["--sort=name"])
            #expect(try fish("ferry logs -o compl", in: run) == ["completion"])
            #expect(try fish("ferry logs -n compl", in: run) == [])
        }
    }

    // MARK: all

    @Test(arguments: CompletionShell.allCases)
    func `a script names every visible command and option and no hidden one`(shell: CompletionShell) {
        let text = Self.script.text(for: shell)
        for word in ["sail", "status", "logout", "--watch", "--no-browser", "ferry-status"] + Self.everyOption {
            #expect(text.contains(word), "\(word)")
        }
        #expect(!text.contains("--trace"))
        #expect(!text.contains("TODO"))
    }
}
