/// Writes completion scripts from the description of a program.
///
/// A script knows all words but the dynamic ones; for those it runs `<program> completions --words <kind> -- <arguments
/// so far>` while it completes, which prints one word a line. Loading a script runs nothing.
package struct CompletionScript: Sendable {
    let program: String
    let functions: [ShellFunction]
    let runner: String?
    let contexts: [CompletionContext]

    /// The options that go along when words are asked for, as they are typed.
    let decidingOptions: [String]

    /// Describes the scripts for a program.
    ///
    /// - Parameters:
    ///   - root: The program.
    ///   - functions: Shell functions whose arguments are completed as well.
    ///   - runner: The shell function that runs the program for them; without it they ask the program by its name.
    package init(_ root: CommandSpec, functions: [ShellFunction] = [], runner: String? = nil) {
        program = root.name
        self.functions = functions
        self.runner = runner
        contexts = CompletionContext.all(of: root)
        decidingOptions = root.options.filter(\.decidesWords).flatMap {
            [$0.longForm] + [$0.shortForm].compactMap { $0 }
        }
    }

    /// The script for a shell.
    package func text(for shell: CompletionShell) -> String {
        switch shell {
        case .bash: bash
        case .zsh: zsh
        case .fish: fish
        case .powershell: powershell
        }
    }

    /// The program's name as a part of function names.
    var identifier: String {
        String(program.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    /// The names whose arguments are completed.
    var names: [String] { [program] + functions.map(\.name) }
}
