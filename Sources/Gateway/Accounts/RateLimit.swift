import HTTPWire
import ProxyModel
import WireFormats

/// One of the limits that answers report: Anthropic's in `anthropic-ratelimit-…`, the codex backend's in `x-codex-…` fields.
struct RateLimit: Sendable, Equatable {
    /// `requests`, `tokens`, `input-tokens`, `output-tokens`, or `unified` and its windows for subscriptions; `primary` and
    /// `secondary` for those of ChatGPT.
    let name: String
    var limit: Int64?
    var remaining: Int64?
    /// How much of a subscription's window is used, 0...1.
    var utilization: Double?
    /// `allowed`, `allowed_warning` or `rejected`, for subscriptions.
    var status: String?
    var reset: Timestamp?
    /// How long the window is that it holds for, in minutes.
    var windowMinutes: Int64?

    /// Whether nothing is left of it.
    ///
    /// Of overage (what may be bought beyond a subscription) nothing is left for most people all the time.
    var isExhausted: Bool {
        name != "unified-overage" && (remaining == 0 || status == "rejected" || isUsedUp)
    }

    /// Anthropic says in `status` what a full window means; ChatGPT's are over when they are full.
    private var isUsedUp: Bool { ["primary", "secondary"].contains(name) && utilization ?? 0 >= 1 }

    /// What people know it by: the length of its window where that is told, as `5 h` or `7 d`, else its name.
    ///
    /// ChatGPT's `primary` and `secondary` say nothing to anybody, and which is the long one depends on the plan.
    var label: String {
        guard let minutes = windowMinutes, minutes > 0 else { return name }
        if minutes % 1440 == 0 { return "\(minutes / 1440) d" }
        return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes) min"
    }

    private static let prefix = "anthropic-ratelimit-"

    /// Whether an answer reports any limit, found out cheaply.
    static func areReported(in fields: HTTPFields) -> Bool {
        fields.contains(anyOf: reportingFields)
    }

    /// Whether what an answer of the codex backend reports is a model's own meter and not the account's.
    ///
    /// `x-codex-active-limit` names the meter that counts; some models have one of their own beside the plan's.
    static func areOfOneModel(_ fields: HTTPFields) -> Bool {
        guard let meter = fields["x-codex-active-limit"]?.lowercased(), !meter.isEmpty else { return false }
        return !["codex", "premium", "primary"].contains(meter)
    }

    private static let reportingFields: HTTPFieldNameSet = [
        "x-codex-primary-used-percent", "x-codex-secondary-used-percent", "anthropic-ratelimit-unified-status",
        "anthropic-ratelimit-requests-reset", "anthropic-ratelimit-tokens-reset",
        "anthropic-ratelimit-input-tokens-reset",
    ]

    /// Every limit that an answer reports which came at that time, in the order of the fields.
    static func all(in fields: HTTPFields, at time: Timestamp) -> [RateLimit] {
        codex(in: fields, at: time) + anthropic(in: fields)
    }

    /// What the codex backend says, in fields or in an event that came at that time.
    static func all(in quota: UsageQuota, at time: Timestamp) -> [RateLimit] {
        [("primary", quota.primary), ("secondary", quota.secondary)].compactMap { name, window in
            guard let window else { return nil }
            var limit = RateLimit(name: name)
            limit.utilization = window.usedPercent / 100
            limit.windowMinutes = window.minutes.map { Int64($0) }
            limit.reset =
                window.resetsAt.map { Timestamp(seconds: Int64($0)) }
                ?? window.resetsInSeconds.map { time.advanced(bySeconds: Int64($0)) }
            return limit
        }
    }

    private static func codex(in fields: HTTPFields, at time: Timestamp) -> [RateLimit] {
        let quota = UsageQuota { name in HTTPFieldName(validating: name).flatMap { fields[$0] } }
        return quota.map { all(in: $0, at: time) } ?? []
    }

    private static func anthropic(in fields: HTTPFields) -> [RateLimit] {
        var limits: [RateLimit] = []
        for field in fields {
            let name = field.name.lowercased()
            guard name.hasPrefix(prefix), let dash = name.lastIndex(of: "-") else { continue }
            let attribute = name[name.index(after: dash)...]
            // Of a field that is about no limit in particular, nothing is left between prefix and attribute.
            guard dash > name.index(name.startIndex, offsetBy: prefix.utf8.count) else { continue }
            let limit = String(name[name.index(name.startIndex, offsetBy: prefix.utf8.count)..<dash])
            let index = limits.firstIndex { $0.name == limit } ?? limits.endIndex
            if index == limits.endIndex { limits.append(RateLimit(name: limit)) }
            limits[index].take(attribute, field.value)
        }
        return limits.filter { $0 != RateLimit(name: $0.name) }
    }

    private mutating func take(_ attribute: Substring, _ value: String) {
        switch attribute {
        case "limit": limit = Int64(value)
        case "remaining": remaining = Int64(value)
        // Swift reads "nan" and "inf" as well.
        case "utilization": utilization = Double(value).flatMap { $0.isFinite ? $0 : nil }
        case "status": status = value
        case "reset": reset = Int64(value).map { Timestamp(seconds: $0) } ?? Timestamp(value)
        default: break
        }
    }
}
