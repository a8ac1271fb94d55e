internal import JSON

extension UsageQuota {
    /// Reads the codex backend's `x-codex-{primary,secondary}-…` header fields; nil when there are none.
    ///
    /// - Parameter header: the value of a header field, by its lower-case name.
    package init?(header: (String) -> String?) {
        func window(_ name: String) -> Window? {
            guard let used = header("x-codex-\(name)-used-percent").flatMap({ Double($0) }), used.isFinite else {
                return nil
            }
            return Window(
                usedPercent: used,
                minutes: header("x-codex-\(name)-window-minutes").flatMap { Int($0) },
                resetsAt: header("x-codex-\(name)-reset-at").flatMap { UpstreamFailure.seconds(.string($0)) },
                resetsInSeconds: header("x-codex-\(name)-reset-after-seconds").flatMap {
                    UpstreamFailure.seconds(.string($0))
                }
            )
        }
        self.init(primary: window("primary"), secondary: window("secondary"), plan: header("x-codex-plan-type"))
        guard primary != nil || secondary != nil else { return nil }
    }

    /// The spans of which nothing is left.
    var full: [Window] { [primary, secondary].compactMap { $0 }.filter { $0.usedPercent >= 100 } }

    /// Reads the codex backend's event `codex.rate_limits`.
    init(event: JSONValue) {
        func window(_ name: String) -> Window? {
            guard let window = event["rate_limits"]?[name], let used = window["used_percent"]?.double, used.isFinite
            else {
                return nil
            }
            return Window(
                usedPercent: used,
                minutes: window["window_minutes"]?.integer(),
                resetsAt: window["reset_at"].flatMap(UpstreamFailure.seconds),
                resetsInSeconds: window["reset_after_seconds"].flatMap(UpstreamFailure.seconds)
            )
        }
        self.init(primary: window("primary"), secondary: window("secondary"), plan: event["plan_type"]?.string)
    }
}
