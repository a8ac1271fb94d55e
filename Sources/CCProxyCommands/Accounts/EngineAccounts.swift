import HTTPTransport
import HTTPWire
import JSON
import PlatformSupport
import ProxyModel

/// What a running engine knows of its accounts, from its management interface.
struct EngineAccounts: Equatable {
    /// What it says of one token file.
    struct Fact: Equatable {
        /// Why the account cannot be used, where the engine has been told by its provider.
        var message: String?
        /// Until when the engine leaves it alone.
        var cooldownUntil: Timestamp?
        /// When the access token's time is over that the engine has; our own engine says so.
        var expiresAt: Timestamp?

        /// Whether the engine has the tokens that the account's file holds, or newer ones, as far as it tells.
        func isUp(to account: Account) -> Bool {
            guard let expiresAt, let newest = account.expiresAt else { return true }
            return expiresAt.seconds >= newest.seconds
        }
    }

    /// By the token file's name.
    let facts: [String: Fact]

    /// How long an engine may take to answer: it is beside us, and a person waits.
    static let patience = Duration.seconds(1)

    /// Reads the answer of `/v0/management/auth-files`, which both engines give; nil when it is something else.
    init?(decoding bytes: [UInt8]) {
        guard let files = (try? JSONReader.read(bytes))?["files"]?.elements else { return nil }
        var facts: [String: Fact] = [:]
        for file in files {
            guard let name = file["name"]?.string else { continue }
            var fact = Fact()
            if file["status"]?.string == "error" { fact.message = file["status_message"]?.string }
            if file["unavailable"]?.boolean == true {
                fact.cooldownUntil = file["next_retry_after"]?.string.flatMap { Timestamp($0) }
            }
            fact.expiresAt = file["expires_at"]?.string.flatMap { Timestamp($0) }
            facts[name] = fact
        }
        self.facts = facts
    }

    /// Asks an engine that is known to be ours: nobody else is to be shown the key.
    ///
    /// - Parameters:
    ///   - provider: whose engine.
    ///   - status: what has just been said of it.
    ///   - base: where its key is.
    /// - Returns: nil when it is not up, does not answer in time, or not so.
    static func ask(
        _ provider: ProviderSettings,
        _ status: StatusReport.Provider,
        base: BaseDirectory
    ) -> EngineAccounts? {
        let provider = provider.listening(as: status)
        guard status.isHealthy, let keys = try? ProviderKeys.load(base: base, provider: provider.id),
            let address = SocketAddress(host: provider.clientHost, port: provider.port)
        else { return nil }
        var client = BlockingHTTPClient(to: address)
        let fields: HTTPFields = [.authorization: "Bearer \(keys.managementKey)"]
        let request = HTTPClientRequest(.get, "/v0/management/auth-files", fields: fields)
        guard let response = try? client.exchange(request, timeout: patience), response.status.isSuccess else {
            return nil
        }
        return EngineAccounts(decoding: response.body)
    }
}
