import ProxyModel

extension Metrics {
    /// What the rest of the engine adds to the metrics.
    struct Surroundings {
        /// Seconds since 1970.
        var startedAt: Int64
        /// Pauses that hold now, by account.
        var activeCooldowns: [(account: String, count: Int)] = []
        /// Accounts that can be used, and all there are.
        var accounts: (usable: Int, all: Int) = (0, 0)
    }

    /// All metrics in Prometheus's text format.
    func prometheus(_ surroundings: Surroundings) -> String {
        var output = PrometheusText()
        output.family("ccproxy_build_info", type: "gauge", help: "The version that runs; always 1.")
        output.sample("ccproxy_build_info", Int64(1), [("version", ProductVersion.text)])
        output.family("process_start_time_seconds", type: "gauge", help: "When the engine started, in Unix time.")
        output.sample("process_start_time_seconds", surroundings.startedAt)
        writeRequests(to: &output)
        writeTokens(to: &output)
        output.histogram(
            "ccproxy_time_to_first_byte_seconds",
            help: "From a request's head to the first byte of the upstream's answer.",
            firstByte
        )
        output.histogram(
            "ccproxy_request_duration_seconds",
            help: "From a request's head to the end of the answer.",
            duration
        )
        output.family("ccproxy_active_requests", type: "gauge", help: "Requests that are being served.")
        output.sample("ccproxy_active_requests", Int64(activeRequests))
        output.family("ccproxy_active_streams", type: "gauge", help: "Event streams that are open.")
        output.sample("ccproxy_active_streams", Int64(activeStreams))
        output.family("ccproxy_retries_total", type: "counter", help: "Attempts that failed and were made again.")
        output.sample("ccproxy_retries_total", retries)
        output.family("ccproxy_cooldowns_total", type: "counter", help: "Pauses that upstreams have asked for.")
        output.sample("ccproxy_cooldowns_total", cooldowns)
        output.family("ccproxy_cooldowns_active", type: "gauge", help: "Pauses that hold now, by account.")
        for entry in surroundings.activeCooldowns {
            output.sample("ccproxy_cooldowns_active", Int64(entry.count), [("account", entry.account)])
        }
        output.family("ccproxy_accounts", type: "gauge", help: "Accounts, by whether they can be used.")
        output.sample("ccproxy_accounts", Int64(surroundings.accounts.usable), [("state", "usable")])
        output.sample("ccproxy_accounts", Int64(surroundings.accounts.all), [("state", "all")])
        return output.text
    }

    private func writeRequests(to output: inout PrometheusText) {
        output.family("ccproxy_requests_total", type: "counter", help: "Requests, by model, account and status.")
        let sorted = requests.sorted {
            ($0.key.model, $0.key.account, $0.key.status) < ($1.key.model, $1.key.account, $1.key.status)
        }
        for (labels, count) in sorted {
            let pairs = [("model", labels.model), ("account", labels.account), ("status", "\(labels.status)")]
            output.sample("ccproxy_requests_total", count, pairs)
        }
    }

    private func writeTokens(to output: inout PrometheusText) {
        output.family("ccproxy_tokens_total", type: "counter", help: "Tokens, by model and type.")
        for (model, usage) in tokens.sorted(by: { $0.key < $1.key }) {
            let types = [
                ("input", usage.input), ("output", usage.output), ("cache_creation", usage.cacheCreation),
                ("cache_read", usage.cacheRead),
            ]
            for (type, count) in types {
                output.sample("ccproxy_tokens_total", count, [("model", model), ("type", type)])
            }
        }
    }
}
