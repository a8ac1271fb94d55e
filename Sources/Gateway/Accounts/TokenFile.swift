import JSON
import HTTPTransport
import ProxyModel

/// A file of the credential directory, as this engine understands it.
struct TokenFile: Sendable, Equatable {
    /// What was found in it.
    enum Content: Sendable, Equatable {
        /// A usable account.
        case account(UpstreamAccount)
        /// Somebody else's: the `type` is another provider's.
        case foreign(type: String)
        /// Not what it should be; the text says why, and nothing of what is in the file.
        case invalid(String)
    }

    let name: String
    let content: Content

    /// Reads a token file; the `type` member tells whose it is, not the name.
    ///
    /// `shared` is what the configuration says for all accounts with a token file.
    init(name: String, bytes: [UInt8], shared: SharedAccountSettings) {
        self.name = name
        do throws(JSONError) {
            content = TokenFile.content(of: try JSONReader.read(bytes), name: name, shared: shared)
        } catch {
            content = .invalid("not JSON: \(error)")
        }
    }

    /// A file that cannot be read.
    init(name: String, unreadable reason: String) {
        self.name = name
        content = .invalid(reason)
    }

    private static func content(of json: JSONValue, name: String, shared: SharedAccountSettings) -> Content {
        guard case .object = json else { return .invalid("not a JSON object") }
        guard let type = json["type"]?.string, !type.isEmpty else { return .invalid("no type") }
        let isOurs = shared.kind.map { $0.tokenType == type } ?? true
        guard isOurs, let service = service(ofType: type) else { return .foreign(type: type) }
        guard let token = json["access_token"]?.string, !token.isEmpty else { return .invalid("no access_token") }
        guard isHeaderValue(token) else { return .invalid("access_token has characters that no header can carry") }
        var account = UpstreamAccount(
            id: name,
            source: .tokenFile(name),
            service: service,
            credential: .accessToken(Secret(token)),
            label: json["email"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? name
        )
        account.proxy = shared.proxy
        let channel = shared.channels[service.kind] ?? ModelChannel()
        account.models.aliases = channel.aliases
        account.models.excluded = channel.excluded
        if service == .codexBackend {
            account.models.rules = shared.codex.rules
            account.address = shared.codex.address
            account.take(ChatGPTIdentity(json))
            guard account.chatGPTAccount.map(isHeaderValue) ?? true else {
                return .invalid("account_id has characters that no header can carry")
            }
        }
        account.isDisabled = json["disabled"]?.boolean ?? false
        account.note = json["note"]?.string
        account.expiry = json["expired"]?.string.flatMap { Timestamp($0) }
        if let fault = apply(json, to: &account) { return .invalid(fault) }
        return .account(account)
    }

    /// Takes the optional members over; returns what is wrong with the first that cannot be used.
    private static func apply(_ json: JSONValue, to account: inout UpstreamAccount) -> String? {
        if let text = json["base_url"]?.string, !text.isEmpty {
            guard let address = UpstreamAddress(text, of: account.service) else { return "base_url is no URL" }
            account.address = address
        }
        if let text = json["prefix"]?.string {
            guard let prefix = AccountPrefix.reading(text) else { return "prefix is not a word" }
            account.prefix = prefix
        }
        if let text = json["proxy_url"]?.string, !text.isEmpty {
            guard let proxy = try? UpstreamProxy(setting: text) else {
                return "proxy_url is not the address of a proxy"
            }
            account.proxy = proxy
        }
        if let priority = json["priority"], !priority.isNull {
            guard let number = priority.integer(as: Int.self) ?? priority.string.flatMap({ Int($0) }) else {
                return "priority is not a number"
            }
            account.priority = number
        }
        if case .object(let members) = json["headers"] {
            for member in members {
                guard let rule = member.value.string.flatMap({ HeaderRule(name: member.name, value: $0) }) else {
                    return "headers has a field that cannot be sent"
                }
                account.headers.append(rule)
            }
        }
        account.models.excluded += (json["excluded_models"]?.elements ?? []).compactMap(\.string).map(ModelPattern.init)
        for entry in json["model_aliases"]?.elements ?? [] {
            guard let name = entry["name"]?.string, let alias = entry["alias"]?.string, !name.isEmpty, !alias.isEmpty
            else { return "model_aliases has an entry without name or alias" }
            let keepsName = entry["fork"]?.boolean ?? false
            account.models.aliases.append(ModelMapping(name: name, alias: alias, keepsName: keepsName))
        }
        return nil
    }

    /// The service that accounts of a type use; nil for those that this engine does not serve.
    private static func service(ofType type: String) -> UpstreamService? {
        switch type {
        case ProviderKind.claude.tokenType: .anthropic
        case ProviderKind.codex.tokenType: .codexBackend
        default: nil
        }
    }

    private static func isHeaderValue(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
