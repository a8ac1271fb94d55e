import JSON
import ProxyModel

extension UsageStatistics {
    private static let version = 1

    /// One JSON object, with names and days in order: equal statistics give equal bytes.
    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.name("version")
        json.integer(Self.version)
        json.name("since")
        json.string(since.description)
        json.name("total")
        total.write(to: &json)
        json.name("models")
        Self.write(models, to: &json)
        json.name("accounts")
        Self.write(accounts, to: &json)
        json.name("days")
        json.beginObject()
        for (number, day) in days.sorted(by: { $0.key < $1.key }) {
            json.name(Self.date(ofDay: number))
            json.beginObject()
            day.total.writeMembers(to: &json)
            json.name("models")
            Self.write(day.models, to: &json)
            json.endObject()
        }
        json.endObject()
        json.endObject()
    }

    private static func write(_ counters: [String: UsageCounters], to json: inout JSONWriter) {
        json.beginObject()
        for (name, counter) in counters.sorted(by: { $0.key < $1.key }) {
            json.name(name)
            counter.write(to: &json)
        }
        json.endObject()
    }

    /// Reads what `write` has written.
    ///
    /// - Returns: nil when it is something else, or of another version.
    init?(_ json: JSONValue) {
        guard json["version"]?.integer() == Self.version, let since = json["since"]?.string.flatMap({ Timestamp($0) })
        else { return nil }
        self.init(since: since)
        total = json["total"].map { UsageCounters($0) } ?? UsageCounters()
        models = Self.counters(json["models"])
        accounts = Self.counters(json["accounts"])
        guard case .object(let members) = json["days"] else { return }
        for member in members.suffix(Self.dayLimit) {
            guard let number = Self.day(ofDate: member.name) else { continue }
            days[number] = Day(total: UsageCounters(member.value), models: Self.counters(member.value["models"]))
        }
    }

    private static func counters(_ json: JSONValue?) -> [String: UsageCounters] {
        guard case .object(let members) = json else { return [:] }
        let pairs = members.prefix(nameLimit + 1).map { ($0.name, UsageCounters($0.value)) }
        return Dictionary(pairs) { _, last in last }
    }
}
