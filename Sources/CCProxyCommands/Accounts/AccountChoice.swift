import PlatformSupport
import ProxyModel

/// The accounts that a provider has, and which of them a word means.
struct AccountChoice {
    let provider: ProviderID
    let accounts: [Account]

    /// Reads what the provider's directory holds now.
    init(_ provider: ProviderSettings, in context: CommandContext) throws(CommandFailure) {
        let directory = CredentialDirectory(try context.base.provider(provider.id), kind: provider.kind)
        do throws(SystemError) {
            self.init(provider: provider.id, accounts: try directory.read(now: .now).accounts)
        } catch {
            throw CommandFailure(error)
        }
    }

    init(provider: ProviderID, accounts: [Account]) {
        self.provider = provider
        self.accounts = accounts
    }

    /// The account that a word means: its file's name, with or without `.json`, its e-mail address, or how one of
    /// these begins, if nobody else's begins so.
    ///
    /// - Throws: `CommandFailure` that lists the accounts when the word means none, or more than one.
    func account(typed word: String) throws(CommandFailure) -> Account {
        if let exact = accounts.first(where: { $0.file == word || $0.file == "\(word).json" }) { return exact }
        let typed = word.lowercased()
        let same = accounts.filter { $0.label.lowercased() == typed }
        let found = same.isEmpty ? accounts.filter { isBeginning(typed, of: $0) } : same
        if let only = found.first, found.count == 1 { return only }
        guard found.isEmpty else {
            let names = found.map { Self.name(of: $0) }.joined(separator: "\n")
            throw CommandFailure(
                "'\(word)' can mean \(found.count) accounts of \(provider)",
                remedy: "name one by its file:\n\(names)",
                exitCode: .wrongUsage
            )
        }
        guard !accounts.isEmpty else {
            throw CommandFailure("\(provider) has no account", remedy: "ccproxy auth \(provider)  signs one in")
        }
        let names = accounts.map { Self.name(of: $0) }.joined(separator: "\n")
        throw CommandFailure(
            "\(provider) has no account '\(word)'",
            remedy: "it has:\n\(names)",
            exitCode: .wrongUsage
        )
    }

    /// The words by which each account can be named, the one that people know where only one has it.
    var words: [String] {
        accounts.map { account in
            accounts.filter { $0.label.lowercased() == account.label.lowercased() }.count == 1
                ? account.label : account.file
        }
    }

    /// `me@example.com (codex-me@example.com-plus.json)`.
    static func name(of account: Account) -> String {
        account.label == account.file ? account.file : "\(account.label) (\(account.file))"
    }

    private func isBeginning(_ word: String, of account: Account) -> Bool {
        !word.isEmpty && [account.file, account.label].contains { $0.lowercased().hasPrefix(word) }
    }
}
