import JSON
import ProxyModel

/// The answer to `/health`: who is here, and whether an account is.
///
/// Nobody has to show a key for it, so it tells no names.
struct HealthReport {
    private let isUsable: Bool
    private let settings: CodexSettings
    private let time: Timestamp

    init(_ records: [AccountRecord], _ settings: CodexSettings, now: Timestamp) {
        isUsable = records.contains { !$0.account.isDisabled && $0.refusal == nil }
        self.settings = settings
        time = now
    }

    /// One JSON object; `status` is `ok`, or `unavailable` as long as no account can be used.
    var body: [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.name("status")
        json.string(isUsable ? "ok" : "unavailable")
        json.name("service")
        json.string("ccproxy-gateway")
        json.name("version")
        json.string(ProductVersion.text)
        json.name("timestamp")
        json.string(time.description)
        json.name("proxy_signature")
        write(settings.signature, to: &json)
        json.name("model_overrides")
        json.beginObject()
        for family in ModelFamily.allCases {
            json.name(family.rawValue)
            write(settings.rules.families[family], to: &json)
        }
        json.endObject()
        json.endObject()
        return json.bytes
    }

    private func write(_ text: String?, to json: inout JSONWriter) {
        if let text { json.string(text) } else { json.null() }
    }
}
