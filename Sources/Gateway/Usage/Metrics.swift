/// What `/metrics` tells, counted since the engine started.
struct Metrics: Sendable {
    /// What tells one counter of requests from another.
    struct RequestLabels: Hashable, Sendable {
        var model: String
        var account: String
        var status: UInt16
    }

    private(set) var requests: [RequestLabels: Int64] = [:]
    private(set) var tokens: [String: TokenUsage] = [:]
    private(set) var firstByte = Histogram()
    private(set) var duration = Histogram()
    private(set) var retries: Int64 = 0
    private(set) var cooldowns: Int64 = 0
    var activeRequests = 0
    var activeStreams = 0

    /// How many different combinations of labels are kept: names come from clients.
    static let labelLimit = 500

    /// Takes one request into account.
    mutating func count(_ record: RequestRecord) {
        let model = record.model ?? ""
        let account = record.accountLabel ?? ""
        var labels = RequestLabels(model: model, account: account, status: record.status)
        // The look-up last: it is what costs.
        if requests.count >= Self.labelLimit || model.utf8.count > 128, requests[labels] == nil {
            labels.model = UsageStatistics.other
        }
        requests[labels, default: 0] += 1
        if let usage = record.usage {
            let name = tokens.count < Self.labelLimit || tokens[labels.model] != nil ? labels.model : "other"
            tokens[name] = (tokens[name] ?? TokenUsage()) + usage
        }
        if let milliseconds = record.millisecondsToFirstByte { firstByte.observe(seconds: milliseconds / 1000) }
        duration.observe(seconds: record.milliseconds / 1000)
        retries += Int64(record.retries)
    }

    /// Takes into account that an upstream has asked for a pause.
    mutating func countCooldown() { cooldowns += 1 }
}
