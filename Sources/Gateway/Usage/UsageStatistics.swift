import ProxyModel

/// What has been used: in total, by model, by account, by day.
///
/// Names come from clients, so their number is bounded: beyond it, everything counts as `other`.
struct UsageStatistics: Sendable, Equatable {
    /// One day's sums.
    struct Day: Sendable, Equatable {
        var total = UsageCounters()
        var models: [String: UsageCounters] = [:]
    }

    /// Since when it has been counted.
    var since: Timestamp
    var total = UsageCounters()
    var models: [String: UsageCounters] = [:]
    var accounts: [String: UsageCounters] = [:]
    /// By days since 1970-01-01, in UTC.
    var days: [Int64: Day] = [:]

    static let nameLimit = 200
    static let dayLimit = 400
    static let other = "other"

    init(since: Timestamp) {
        self.since = since
    }

    /// Takes one request into account.
    mutating func count(_ record: RequestRecord) {
        total.count(record)
        if let model = record.model {
            models[Self.name(model, in: models), default: UsageCounters()].count(record)
        }
        if let account = record.accountLabel {
            accounts[Self.name(account, in: accounts), default: UsageCounters()].count(record)
        }
        countDay(record)
    }

    private mutating func countDay(_ record: RequestRecord) {
        let number = record.time.seconds / 86_400
        if days.count >= Self.dayLimit, days[number] == nil, let oldest = days.keys.min() {
            guard oldest < number else { return }
            days[oldest] = nil
        }
        // Taken out and put back, so that it is changed in place.
        var day = days.removeValue(forKey: number) ?? Day()
        day.total.count(record)
        if let model = record.model {
            day.models[Self.name(model, in: day.models), default: UsageCounters()].count(record)
        }
        days[number] = day
    }

    private static func name(_ name: String, in known: [String: UsageCounters]) -> String {
        // A name of unusual length is nobody's model; it would only fill the file.
        guard name.utf8.count <= 128 else { return other }
        return known.count < nameLimit || known[name] != nil ? name : other
    }

    /// The date of a day, as `2026-03-01`.
    static func date(ofDay number: Int64) -> String {
        String(Timestamp(seconds: number * 86_400).description.prefix(10))
    }

    /// The day of a date; nil when the text is none.
    static func day(ofDate text: String) -> Int64? {
        Timestamp("\(text)T00:00:00Z").map { $0.seconds / 86_400 }
    }
}
