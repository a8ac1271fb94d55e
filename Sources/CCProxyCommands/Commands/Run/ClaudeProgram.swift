import PlatformSupport
import ProxyModel

/// Claude Code on this machine, ready to be executed.
struct ClaudeProgram {
    let path: String

    /// Finds it.
    ///
    /// - Parameters:
    ///   - configured: `claude.path` of the settings.
    ///   - environment: the caller's; its `PATH` is searched when the settings name nothing.
    /// - Throws: `CommandFailure` with the statuses that a shell gives: 127 when there is none, 126 when it is no program.
    init(configured: String?, environment: [String: String]) throws(CommandFailure) {
        switch ClaudeExecutable.find(configured: configured, path: environment["PATH"]) {
        case .found(let path): self.path = path
        case .notExecutable(let path): throw Self.notExecutable(path)
        case .notInstalled: throw Self.notInstalled(configured: configured, environment: environment)
        }
    }

    /// Replaces this process by Claude Code; returns only by throwing.
    func become(_ plan: LaunchPlan) throws(CommandFailure) -> ExitCode {
        do throws(SystemError) {
            let arguments = ["claude"] + plan.arguments
            try ExecutableReplacement.exec(path: path, arguments: arguments, environment: plan.environment)
        } catch {
            throw Self.notStartable(path, error)
        }
    }

    // MARK: Failures

    static let installation = "npm install -g @anthropic-ai/claude-code, or see https://code.claude.com/docs/en/setup"

    static func notInstalled(configured: String?, environment: [String: String]) -> CommandFailure {
        if let configured {
            return CommandFailure(
                "there is no Claude Code at \(configured), where the setting claude.path says it is",
                remedy: "ccproxy config set claude.path <path>, or install it: \(installation)",
                exitCode: .notInstalled
            )
        }
        // Where its own installer puts it, which is not in everybody's PATH.
        let usual = Paths.join(environment["HOME"] ?? "", ".local/bin/claude")
        let remedy =
            FileSystem.isExecutable(usual)
            ? "it is at \(usual): add that directory to PATH, or  ccproxy config set claude.path \(usual)"
            : "install it: \(installation)"
        let message = "Claude Code is not installed: no 'claude' in PATH"
        return CommandFailure(message, remedy: remedy, exitCode: .notInstalled)
    }

    static func notExecutable(_ path: String) -> CommandFailure {
        let isDirectory = (try? FileSystem.info(path))??.kind == .directory
        return CommandFailure(
            isDirectory ? "\(path) is a directory, not Claude Code" : "\(path) is not executable",
            remedy: isDirectory ? "ccproxy config set claude.path <path>" : "chmod +x \(ShellWords.quoted(path))",
            exitCode: .cannotExecute
        )
    }

    /// The kernel's word is not always the reason: a script whose interpreter is missing "does not exist".
    static func notStartable(_ path: String, _ error: SystemError) -> CommandFailure {
        let reinstall = "install Claude Code anew: \(installation)"
        if error.isNotFound, FileSystem.exists(path) {
            let interpreter = interpreter(of: path).map { "'\($0)'" } ?? "a program"
            return CommandFailure(
                "\(path) needs \(interpreter), which does not exist",
                remedy: reinstall,
                exitCode: .cannotExecute
            )
        }
        if error.isNotExecutableFormat {
            return CommandFailure("\(path) is no program for this system", remedy: reinstall, exitCode: .cannotExecute)
        }
        return CommandFailure(
            "cannot become Claude Code: \(error)",
            remedy: error.isNotFound ? "install it: \(installation)" : nil,
            exitCode: error.isNotFound ? .notInstalled : .cannotExecute
        )
    }

    /// What stands behind `#!` in a script.
    private static func interpreter(of path: String) -> String? {
        guard let beginning = try? FileSystem.readBeginning(of: path, count: 256), beginning.starts(with: "#!".utf8)
        else { return nil }
        let line = beginning.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") }
        return TerminalText.harmless(line).split(separator: " ").first.map(String.init)
    }
}
