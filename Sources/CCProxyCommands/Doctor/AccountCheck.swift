import PlatformSupport
import ProxyModel

/// A provider's accounts: that there are some, that they can be used, that nobody else can read them.
struct AccountCheck {
    let provider: ProviderSettings
    let directory: ProviderDirectory
    /// The command that signs an account in.
    let signIn: String
    var now = Timestamp.now

    private var check: Check { Check("accounts", of: provider.id.name) }

    func findings() -> [Finding] {
        let contents: CredentialDirectory.Contents
        do throws(SystemError) {
            contents = try CredentialDirectory(directory, kind: provider.kind).read(now: now)
        } catch {
            let remedy = "ls -ld \(ShellWords.quoted(directory.path)) shows who may"
            return [check.broken("\(error)", remedy: remedy)]
        }
        let permissions = PermissionCheck(check: Check("permissions", of: provider.id.name), isSecret: true)
        let files = contents.accounts.map(\.file) + contents.strangers.map(\.file)
        let accounts = contents.accounts.isEmpty ? [none()] : contents.accounts.map(judge)
        return accounts + contents.strangers.map(judge) + files.flatMap { permissions.file(path($0)) }
    }

    private func path(_ file: String) -> String { Paths.join(directory.path, file) }

    private func none() -> Finding {
        if ConfiguredKeys.exist(in: directory) { return check.ok("none; there are API keys in config.yaml") }
        return check.warning("none is signed in", remedy: signIn)
    }

    private func judge(_ account: Account) -> Finding {
        let label = account.label == account.file ? account.file : "\(account.label) (\(account.file))"
        let expiry = account.expiresAt.map { " at \($0)" } ?? ""
        switch account.state {
        case .ok:
            return check.ok("\(label): ok")
        case .disabled:
            return check.ok("\(label): disabled")
        case .expiring where account.isRenewable, .expired where account.isRenewable:
            return check.ok("\(label): \(account.state.rawValue); it is renewed when it is used")
        case .expired where account.refusal != nil:
            return check.warning("\(label): \(account.reason ?? "")", remedy: signIn)
        case .expiring:
            return check.warning("\(label): expires\(expiry) and cannot be renewed", remedy: signIn)
        case .expired:
            return check.warning("\(label): expired\(expiry) and cannot be renewed", remedy: signIn)
        case .invalid:
            let reason = account.problem.map { ": \($0)" } ?? ""
            // Put away and not removed: there may be something in it that somebody needs.
            let file = path(account.file)
            let remedy = "mv \(ShellWords.quoted(file)) \(ShellWords.quoted("\(file).unusable"))  and then: \(signIn)"
            return check.broken("\(label) cannot be used\(reason)", remedy: remedy)
        }
    }

    private func judge(_ stranger: CredentialDirectory.Stranger) -> Finding {
        let file = ShellWords.quoted(path(stranger.file))
        guard let kind = stranger.type.flatMap(ProviderKind.init(rawValue:)) else {
            return check.warning("\(stranger.file) is nobody's token file", remedy: "move it elsewhere: \(file)")
        }
        let home = ShellWords.quoted(Paths.join(Paths.parent(of: directory.path), kind.rawValue))
        let found = "\(stranger.file) is an account of \(kind.title), and has no business here"
        return check.warning(found, remedy: "mv \(file) \(home)/")
    }
}
