import HTTPWire
import PlatformSupport
import ProxyModel
import Synchronization

/// The accounts of the running engine: choice, state, and the files that they come from.
///
/// From any thread.
final class AccountDirectory: Sendable {
    private struct State {
        var pool = AccountPool()
        var folder = CredentialFolder()
    }

    private let state = Mutex(State())

    /// Takes over what configuration and token files say now.
    ///
    /// - Throws: when the directory cannot be listed; the accounts stay as they are then.
    func reload(_ configuration: GatewayConfiguration, now: Timestamp) throws(SystemError) {
        let failure = state.withLock { state -> SystemError? in
            do throws(SystemError) {
                try state.folder.refresh(configuration.credentialDirectory, shared: configuration.shared, now: now)
            } catch {
                return error
            }
            let files = state.folder.entries.compactMap { entry -> UpstreamAccount? in
                guard case .account(let account) = entry.file.content else { return nil }
                return account
            }
            state.pool.routing = configuration.routing
            state.pool.requiresPrefix = configuration.requiresPrefix
            state.pool.ignoresCooldowns = configuration.retries.ignoresCooldowns
            state.pool.replaceAccounts(by: Self.distinguishable(configuration.configuredAccounts + files))
            return nil
        }
        if let failure { throw failure }
    }

    /// The accounts, with labels that no two of them share: what is counted by label is counted for one.
    private static func distinguishable(_ accounts: [UpstreamAccount]) -> [UpstreamAccount] {
        let uses = Dictionary(accounts.map { ($0.label, 1) }, uniquingKeysWith: +)
        return accounts.map { account in
            guard uses[account.label, default: 1] > 1, account.label != account.id else { return account }
            var account = account
            account.label += " (\(account.id))"
            return account
        }
    }

    /// The accounts with what has happened to them.
    var records: [AccountRecord] { state.withLock { $0.pool.records } }

    /// The token files, those that are no accounts included.
    var files: [CredentialFolder.Entry] { state.withLock { $0.folder.entries } }

    /// Chooses the account for a request.
    func choose(for request: RouteRequest, now: Timestamp) -> Route {
        state.withLock { $0.pool.choose(for: request, now: now) }
    }

    /// The shortest pause among all accounts that serve a model; nil when one of them needs none.
    func shortestPause(for model: String, now: Timestamp) -> Cooldown? {
        state.withLock { $0.pool.shortestPause(for: model, now: now) }
    }

    /// Changes the record of an account, if it still exists.
    func update(_ id: String, _ change: (inout AccountRecord) -> Void) {
        state.withLock { $0.pool.update(id, change) }
    }

    /// Forgets pauses and refusals: of one account, or of all.
    ///
    /// - Returns: how many accounts that concerned.
    @discardableResult
    func reset(_ id: String? = nil) -> Int {
        state.withLock { $0.pool.reset(id) }
    }
}
