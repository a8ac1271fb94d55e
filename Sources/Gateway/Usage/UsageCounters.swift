import JSON
import ProxyModel

/// Sums over any number of requests.
struct UsageCounters: Sendable, Equatable {
    var requests: Int64 = 0
    var failures: Int64 = 0
    var tokens = TokenUsage()

    /// Takes one request into account.
    mutating func count(_ record: RequestRecord) {
        requests = requests.addingClamped(1)
        if !record.isSuccess { failures = failures.addingClamped(1) }
        if let usage = record.usage { tokens = tokens + usage }
    }

    /// Writes the members of a JSON object.
    func writeMembers(to json: inout JSONWriter) {
        json.name("requests")
        json.integer(requests)
        json.name("failures")
        json.integer(failures)
        json.name("tokens")
        tokens.write(to: &json)
    }

    /// Writes a JSON object.
    func write(to json: inout JSONWriter) {
        json.beginObject()
        writeMembers(to: &json)
        json.endObject()
    }

    init() {}

    /// Reads such an object; what is missing or no number counts as 0.
    init(_ json: JSONValue) {
        func number(_ value: JSONValue?) -> Int64 {
            max(0, value?.integer(as: Int64.self) ?? 0)
        }
        requests = number(json["requests"])
        failures = number(json["failures"])
        if let usage = json["tokens"] { tokens.take(usage) }
    }
}
