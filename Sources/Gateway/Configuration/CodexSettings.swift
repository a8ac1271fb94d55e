/// What holds for the codex provider: where its backend is, and what Claude's names stand for there.
///
/// From `codex-provider` in the configuration, and from the environment, which comes before it.
struct CodexSettings: Sendable, Hashable {
    var address = UpstreamAddress.chatGPT
    var rules = ModelRules()
    /// `CHATGPT_CODEX_PROXY_SIGNATURE`: what `/health` shows, so that a script knows whom it has reached.
    var signature: String?

    static let addressVariable = "CODEX_BASE_URL"
    static let passThroughVariable = "PASSTHROUGH_MODE"
    static let signatureVariable = "CHATGPT_CODEX_PROXY_SIGNATURE"

    init() {}

    /// Reads `codex-provider`.
    init(_ section: inout ConfigurationSection) throws(ConfigurationError) {
        if let text = try section.text("base-url"), !text.isEmpty {
            guard let url = UpstreamAddress(text, of: .codexBackend) else {
                let value = UpstreamAddress.quotable(text)
                throw section.error(
                    "base-url",
                    at: section.node("base-url"),
                    .wrongValue(value, expected: UpstreamAddress.expected)
                )
            }
            address = url
        }
        rules.passesThrough = try section.boolean("passthrough")
        for family in ModelFamily.allCases {
            guard let name = try section.text("\(family.rawValue)-model"), !name.isEmpty else { continue }
            rules.families[family] = name
        }
        rules.usualModel = try section.text("default-model").flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Takes over what the environment says.
    ///
    /// - Throws: when an address there is none.
    mutating func apply(_ environment: [String: String]) throws(ConfigurationError) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let text = value(Self.addressVariable) {
            guard let address = UpstreamAddress(text, of: .codexBackend) else {
                throw ConfigurationError(
                    file: "the environment",
                    mark: nil,
                    key: Self.addressVariable,
                    reason: .wrongValue(UpstreamAddress.quotable(text), expected: UpstreamAddress.expected)
                )
            }
            self.address = address
        }
        for family in ModelFamily.allCases {
            // The same variables tell Claude Code which Claude models to ask for: those are no targets here.
            if let name = value(family.variable), !name.lowercased().hasPrefix("claude") {
                rules.families[family] = name
            }
        }
        if let text = value(Self.passThroughVariable) {
            rules.passesThrough = !["false", "0", "no", "off"].contains(text.lowercased())
        }
        signature = value(Self.signatureVariable)
    }
}
