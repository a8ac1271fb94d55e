import ProxyModel

extension APIKeySettings {
    /// Reads an entry of the keys for a service.
    init(_ section: inout ConfigurationSection, for service: UpstreamService) throws(ConfigurationError) {
        guard let text = try section.text("api-key"), !text.isEmpty else {
            throw section.error("api-key", at: nil, .missing(remedy: "Add the key, or remove the entry"))
        }
        key = Secret(text)
        if let url = try section.text("base-url"), !url.isEmpty {
            guard let address = UpstreamAddress(url, of: service) else {
                let value = UpstreamAddress.quotable(url)
                throw section.error(
                    "base-url",
                    at: section.node("base-url"),
                    .wrongValue(value, expected: UpstreamAddress.expected)
                )
            }
            self.address = address
        }
        prefix = try section.value("prefix", expected: "a word without a slash") { AccountPrefix.reading($0) } ?? nil
        priority = try section.integer("priority", in: -1_000_000...1_000_000) ?? 0
        proxy = try section.proxy("proxy-url")
        headers = try Self.headers(&section)
        for var model in try section.sections("models") {
            models.append(try ModelMapping(&model, isOnly: true))
        }
        excludedModels = try section.texts("excluded-models").map { ModelPattern($0) }
    }

    private static func headers(_ section: inout ConfigurationSection) throws(ConfigurationError) -> [HeaderRule] {
        guard let node = section.node("headers") else { return [] }
        var headers = try ConfigurationSection(node, path: section.name("headers"), file: section.file)
        var rules: [HeaderRule] = []
        for entry in node.entries ?? [] {
            let rule = try headers.value(
                entry.key,
                expected: "the value of a header field that belongs to the request",
                isSecret: true
            ) { HeaderRule(name: entry.key, value: $0) }
            if let rule { rules.append(rule) }
        }
        return rules
    }
}

/// The word before a slash by which a client names the account that it means: `work/claude-opus-4-6`.
enum AccountPrefix {
    /// The prefix in a configured text.
    ///
    /// - Returns: nil when the text cannot be one; a nil inside when it is empty, and so there is none.
    static func reading(_ text: String) -> String?? {
        var text = text[...]
        while text.hasPrefix("/") { text.removeFirst() }
        while text.hasSuffix("/") { text.removeLast() }
        if text.isEmpty { return .some(nil) }
        guard !text.contains("/"), text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
        return .some(String(text))
    }
}

extension ModelMapping {
    /// Reads an entry of a list of models.
    ///
    /// `isOnly` says whether the list tells which models there are at all; else it gives more names to what there is.
    init(_ section: inout ConfigurationSection, isOnly: Bool) throws(ConfigurationError) {
        guard let name = try section.text("name"), !name.isEmpty else {
            throw section.error("name", at: nil, .missing(remedy: "Add the name that the upstream knows the model by"))
        }
        self.name = name
        let alias = try section.text("alias") ?? ""
        guard isOnly || !alias.isEmpty else {
            throw section.error("alias", at: nil, .missing(remedy: "Add the name that clients shall use"))
        }
        self.alias = alias.isEmpty ? name : alias
        displayName = try section.text("display-name").flatMap { $0.isEmpty ? nil : $0 }
        keepsName = try section.boolean("fork") ?? false
    }
}
