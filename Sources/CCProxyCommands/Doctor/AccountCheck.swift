import PlatformSupport
import ProxyModel

/// A provider's accounts: that there are some, that they can be used, that nobody else can read them.
struct AccountCheck {
    let provider: ProviderSettings
    let directory: ProviderDirectory
    /// The command that signs an account in; nil where there is no engine to do it.
    let signIn: String?
    var now = Timestamp.now

    private static let check = "accounts"
    private var name: String { provider.id.name }

    func findings() -> [Finding] {
        let contents: CredentialDirectory.Contents
        do throws(SystemError) {
            contents = try CredentialDirectory(directory, kind: provider.kind).read(now: now)
        } catch {
            return [.broken(Self.check, of: name, "\(error)", remedy: "ls -ld \(ShellWords.quoted(directory.path)) shows who may")]
        }
        let files = contents.accounts.map(\.file) + contents.strangers.map(\.file)
        let exposed = files.flatMap {
            PermissionCheck.file(Paths.join(directory.path, $0), check: "permissions", provider: name, isSecret: true)
        }
        let accounts = contents.accounts.isEmpty ? [missing()] : contents.accounts.map(judge)
        return accounts + contents.strangers.map(judge) + exposed
    }

    private func missing() -> Finding {
        .warning(Self.check, of: name, "none is signed in", remedy: signIn)
    }

    private func judge(_ account: Account) -> Finding {
        let label = account.label == account.file ? account.file : "\(account.label) (\(account.file))"
        switch account.state {
        case .ok: return .ok(Self.check, of: name, "\(label): ok")
        case .disabled: return .ok(Self.check, of: name, "\(label): disabled")
        case .expiring where account.isRenewable, .expired where account.isRenewable:
            return .ok(Self.check, of: name, "\(label): \(account.state.rawValue); it is renewed when it is used")
        case .expiring:
            return .warning(Self.check, of: name, "\(label): expires\(until(account)) and cannot be renewed", remedy: signIn)
        case .expired:
            return .warning(Self.check, of: name, "\(label): expired\(until(account)) and cannot be renewed", remedy: signIn)
        case .invalid:
            let reason = account.problem.map { ": \($0)" } ?? ""
            let path = ShellWords.quoted(Paths.join(directory.path, account.file))
            return .broken(Self.check, of: name, "\(label) cannot be used\(reason)", remedy: "rm \(path), then sign in again")
        }
    }

    private func until(_ account: Account) -> String { account.expiresAt.map { " at \($0)" } ?? "" }

    private func judge(_ stranger: CredentialDirectory.Stranger) -> Finding {
        let path = ShellWords.quoted(Paths.join(directory.path, stranger.file))
        guard let type = stranger.type, let kind = ProviderKind(rawValue: type) else {
            return .warning(Self.check, of: name, "\(stranger.file) is nobody's token file", remedy: "move it elsewhere: \(path)")
        }
        return .warning(
            Self.check,
            of: name,
            "\(stranger.file) is an account of \(kind.title), and has no business here",
            remedy: "mv \(path) \(ShellWords.quoted(Paths.join(Paths.parent(of: directory.path), kind.rawValue)))/"
        )
    }
}
