import PlatformSupport
import ProxyModel

/// Where another program keeps the account that it is signed in with.
struct CredentialSource: Equatable {
    /// The program's name.
    let program: String
    /// The file with its tokens.
    let path: String
    private let kind: ProviderKind
    /// Where it says whose they are.
    private let profile: String?
    private let system: Machine.System

    /// - Parameters:
    ///   - provider: whose kind tells the program.
    ///   - environment: the caller's, which can move the program's directory.
    ///   - system: what this machine runs.
    /// - Throws: `CommandFailure` for a kind of account that no other program here has.
    init(
        _ provider: ProviderSettings,
        environment: [String: String],
        system: Machine.System = Machine.current.system
    ) throws(CommandFailure) {
        kind = provider.kind
        self.system = system
        func directory(_ variable: String, _ name: String) throws(CommandFailure) -> String {
            if let moved = environment[variable], !moved.isEmpty { return moved }
            guard let home = environment["HOME"], !home.isEmpty else {
                throw CommandFailure("HOME is not set, so there is no \(name) to look into", remedy: "set \(variable)")
            }
            return Paths.join(home, name)
        }
        switch provider.kind {
        case .claude:
            program = "Claude Code"
            let directory = try directory("CLAUDE_CONFIG_DIR", ".claude")
            path = Paths.join(directory, ".credentials.json")
            let isMoved = environment["CLAUDE_CONFIG_DIR"]?.isEmpty == false
            profile = Paths.join(isMoved ? directory : environment["HOME"] ?? directory, ".claude.json")
        case .codex:
            program = "Codex"
            path = Paths.join(try directory("CODEX_HOME", ".codex"), "auth.json")
            profile = nil
        case .antigravity, .gemini:
            throw CommandFailure(
                "there is nothing to import for \(provider.kind.title) accounts",
                remedy: "claude and codex can be imported; to sign in: ccproxy auth \(provider.id)",
                exitCode: .wrongUsage
            )
        }
    }

    /// Reads the account, and changes nothing.
    func read(now: Timestamp) throws(CommandFailure) -> ImportedCredential {
        let bytes: [UInt8]?
        do throws(SystemError) {
            bytes = try FileSystem.readIfPresent(path, limit: 1 << 20)
        } catch {
            throw CommandFailure(error)
        }
        guard let bytes else { throw missing }
        do throws(ImportedCredential.Problem) {
            switch kind {
            case .claude:
                // Nothing but a name is lost without it.
                let profile = profile.flatMap { (try? FileSystem.readIfPresent($0, limit: 16 << 20)) ?? nil }
                return try .claude(bytes, profile: profile, now: now)
            case .codex, .antigravity, .gemini:
                return try .codex(bytes, now: now)
            }
        } catch {
            let remedy =
                error == .onlyAPIKey
                ? "ccproxy auth add-key \(kind)  takes the key" : "sign in there first, or here: ccproxy auth \(kind)"
            throw CommandFailure("\(path): \(error)", remedy: remedy)
        }
    }

    private var missing: CommandFailure {
        let remedy =
            switch (kind, system) {
            case (.claude, .darwin):
                "on macOS it keeps its tokens in the keychain, which is not read from here; sign in instead: "
                    + "ccproxy auth claude"
            case (.codex, _):
                "it may keep its tokens in the system's keyring (cli_auth_credentials_store), which is not read from "
                    + "here; sign in instead: ccproxy auth codex"
            default: "sign in with \(program) first, or here: ccproxy auth \(kind)"
            }
        return CommandFailure("\(program) is not signed in: there is no \(path)", remedy: remedy)
    }
}
