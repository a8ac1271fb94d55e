import HTTPWire
import ProxyModel

extension KeptAnswer {
    /// The fields with which a kept answer goes to a client after all.
    ///
    /// - Parameters:
    ///   - until: when the first account that serves the model may be used again; nil when none has to rest.
    ///   - now: the time, from which `retry-after` counts.
    /// - Returns: the upstream's fields. A time to wait is that of the account that is ready first. What only a person
    ///   can cure says that it is no use to try again.
    func fieldsForClient(until: Timestamp?, now: Timestamp) -> HTTPFields {
        var fields = HeaderPolicy.clientFields(fields)
        fields.remove(.contentLength)
        if CooldownRule.applies(to: status), let until {
            // Rounded up: a client that comes back at that second finds the account ready.
            let seconds = max(1, until.seconds - now.seconds + (until.nanoseconds > now.nanoseconds ? 1 : 0))
            fields[.retryAfter] = String(seconds)
        }
        if Self.isFinal(status) { fields["x-should-retry"] = "false" }
        return fields
    }

    /// Whether an answer with that status stays the same until a person does something.
    static func isFinal(_ status: HTTPStatus) -> Bool {
        [401, 402, 403, 404].contains(status.rawValue)
    }
}
