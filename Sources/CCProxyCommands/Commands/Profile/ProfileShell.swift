import PlatformSupport
import ProxyModel

/// A shell whose profile can load our functions.
enum ProfileShell: String, CaseIterable {
    case bash, zsh, fish, powershell

    /// The shell of that name, as `$SHELL` or a person has it.
    init?(named name: String) {
        self.init(rawValue: name == "pwsh" ? "powershell" : name)
    }

    /// The file with the functions for it.
    func functions(in base: BaseDirectory) -> String {
        switch self {
        case .bash, .zsh: Paths.join(base.shell, "bash/cc-proxy.sh")
        case .fish: Paths.join(base.shell, "fish/cc-proxy.fish")
        case .powershell: Paths.join(base.shell, "powershell/cc-proxy.ps1")
        }
    }

    /// Where the shell looks for what to do at its start.
    func profile(home: String, environment: [String: String]) -> String {
        func directory(_ variable: String, _ usual: String) -> String {
            let path = environment[variable, default: ""]
            return path.hasPrefix("/") ? path : usual
        }
        let configuration = directory("XDG_CONFIG_HOME", Paths.join(home, ".config"))
        switch self {
        case .bash:
            // A terminal of macOS opens login shells, which do not read .bashrc.
            let login = Paths.join(home, ".bash_profile")
            let isLoginOnly = Machine.current.system == .darwin && FileSystem.exists(login)
            return isLoginOnly ? login : Paths.join(home, ".bashrc")
        case .zsh: return Paths.join(directory("ZDOTDIR", home), ".zshrc")
        case .fish: return Paths.join(configuration, "fish/config.fish")
        case .powershell: return Paths.join(configuration, "powershell/profile.ps1")
        }
    }

    /// The line that loads a file; it does nothing where the file is gone.
    func line(loading path: String) -> String {
        switch self {
        case .bash, .zsh:
            let word = Self.quoted(path, "'\\''")
            return "if [ -r \(word) ]; then . \(word); fi"
        case .fish:
            let word = Self.quoted(path.replacing("\\", with: "\\\\"), "\\'")
            return "if test -r \(word); source \(word); end"
        case .powershell:
            // PowerShell takes typographic quotes for plain ones, and any of them twice for itself.
            let typographic = ["\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}"]
            let word = Self.quoted(typographic.reduce(path) { $0.replacing($1, with: $1 + $1) }, "''")
            return "if (Test-Path -LiteralPath \(word)) { . \(word) }"
        }
    }

    private static func quoted(_ text: String, _ quote: String) -> String {
        "'" + text.replacing("'", with: quote) + "'"
    }
}
