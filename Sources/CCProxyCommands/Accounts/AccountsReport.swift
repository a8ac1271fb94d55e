import JSON
import PlatformSupport
import ProxyModel
import Supervision

/// The accounts of providers, as their files and the engines that run tell.
struct AccountsReport: Equatable {
    /// One provider's.
    struct Provider: Equatable {
        let provider: ProviderID
        var accounts: [Entry] = []
        /// How many API keys its engine's configuration holds.
        var apiKeyCount = 0
        /// Why its directory could not be read.
        var problem: String?
    }

    /// One account.
    struct Entry: Equatable {
        let account: Account
        /// What the running engine knows; nil without one.
        var fact: EngineAccounts.Fact?
    }

    var providers: [Provider]
    let now: Timestamp

    init(providers: [Provider], now: Timestamp) {
        self.providers = providers
        self.now = now
    }

    /// Looks at every provider's files, and asks the engines that run.
    init(of settings: [ProviderSettings], in context: CommandContext) throws(CommandFailure) {
        let base = try context.base
        // Whether anybody runs is worth a question, and no reason to start a daemon or to fail.
        let status = try? context.control().status(of: [])
        now = .now
        providers = []
        for provider in settings {
            let directory = base.provider(provider.id)
            var entry = Provider(provider: provider.id)
            entry.apiKeyCount = EngineAPIKeys.count(in: directory, kind: provider.kind)
            let running = status?.providers.first { $0.provider == provider.id.name }
            let engine = running.flatMap { EngineAccounts.ask(provider, $0, base: base) }
            do throws(SystemError) {
                let accounts = try CredentialDirectory(directory, kind: provider.kind).read(now: now).accounts
                entry.accounts = accounts.map { Entry(account: $0, fact: engine?.facts[$0.file]) }
            } catch {
                entry.problem = error.description
            }
            providers.append(entry)
        }
    }

    /// `{"providers":[{"provider":…,"api_keys":0,"accounts":[…]}]}`.
    func encoded() -> [UInt8] {
        var json = JSONWriter()
        json.value(.object([JSONMember("providers", .array(providers.map(encode)))]))
        return json.bytes
    }

    private func encode(_ provider: Provider) -> JSONValue {
        .object([
            JSONMember("provider", .string(provider.provider.name)),
            JSONMember("api_keys", .integer(provider.apiKeyCount)),
            JSONMember("error", provider.problem.map { .string($0) } ?? .null),
            JSONMember("accounts", .array(provider.accounts.map(encode))),
        ])
    }

    private func encode(_ entry: Entry) -> JSONValue {
        let account = entry.account
        func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        let cooldown = entry.fact?.cooldownUntil.flatMap { $0 > now ? $0 : nil }
        return .object([
            JSONMember("account", .string(account.label)),
            JSONMember("file", .string(account.file)),
            JSONMember("plan", text(account.plan)),
            JSONMember("state", .string(account.state.rawValue)),
            JSONMember("expires_at", text(account.expiresAt?.description)),
            JSONMember("expires_in_seconds", account.expiresAt.map { .integer($0.seconds - now.seconds) } ?? .null),
            JSONMember("renewable", .boolean(account.isRenewable)),
            JSONMember("last_refresh", text(account.lastRefresh?.description)),
            JSONMember("cooldown_until", text(cooldown?.description)),
            JSONMember("message", text(account.reason ?? entry.fact?.message)),
        ])
    }
}
