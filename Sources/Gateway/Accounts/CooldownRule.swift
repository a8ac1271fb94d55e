import HTTPWire
import ProxyModel

/// How long an upstream wants to be left alone, from its answer.
enum CooldownRule {
    /// The statuses that ask for a pause: too many requests, and Anthropic's "overloaded".
    static func applies(to status: HTTPStatus) -> Bool {
        status == .tooManyRequests || status.rawValue == 529
    }

    /// When the pause ends; nil when the answer asks for none.
    ///
    /// `retry-after` counts before everything else. Without it, it is the reset of the limits that are exhausted, for an
    /// answer that is about limits: an overload (529) passes sooner than any of them. Nothing is made up: an answer that
    /// names no time causes no pause.
    static func end(status: HTTPStatus, fields: HTTPFields, now: Timestamp) -> Timestamp? {
        guard applies(to: status) else { return nil }
        let end = retryAfter(fields, now: now) ?? (status == .tooManyRequests ? reset(fields, now: now) : nil)
        return end.flatMap { $0 > now ? $0 : nil }
    }

    /// The time that a `retry-after` means: seconds from now, or a date (RFC 9110 §10.2.3).
    static func retryAfter(_ fields: HTTPFields, now: Timestamp) -> Timestamp? {
        guard let text = fields[.retryAfter] else { return nil }
        if let seconds = Int64(text), seconds >= 0 { return now.advanced(bySeconds: seconds) }
        // Fractions are not in the standard, and some servers send them.
        if let seconds = Double(text), seconds >= 0, seconds < 1e9 {
            return now.advanced(bySeconds: Int64(seconds.rounded(.up)))
        }
        return Timestamp(httpDate: text)
    }

    private static func reset(_ fields: HTTPFields, now: Timestamp) -> Timestamp? {
        RateLimit.all(in: fields, at: now).filter(\.isExhausted).compactMap(\.reset).max()
    }
}

extension Timestamp {
    /// Reads "Sun, 06 Nov 1994 08:49:37 GMT" (IMF-fixdate, RFC 9110 §5.6.7).
    init?(httpDate text: String) {
        let parts = text.split(separator: " ")
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard parts.count == 6, parts[5] == "GMT", parts[1].utf8.count == 2,
            let month = months.firstIndex(where: { $0 == parts[2] })
        else { return nil }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        self.init("\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z")
    }
}
