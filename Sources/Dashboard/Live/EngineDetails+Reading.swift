import HTTPWire
import JSON

extension EngineDetails.Account {
    /// The accounts of our gateway's `/v0/management/accounts`.
    static func all(inGatewayAnswer json: JSONValue) -> [Self]? {
        json["accounts"]?.elements?.compactMap { account in
            guard let id = account["id"]?.string else { return nil }
            return Self(
                id: id,
                label: account["label"]?.string ?? id,
                state: account["state"]?.string,
                message: account["message"]?.string,
                successes: account["success"]?.integer(),
                failures: account["failed"]?.integer(),
                limits: (account["limits"]?.elements ?? []).compactMap(EngineDetails.Limit.init)
            )
        }
    }

    /// The accounts of cli-proxy-api's `/v0/management/auth-files`.
    static func all(inAuthFiles json: JSONValue) -> [Self]? {
        json["files"]?.elements?.compactMap { file in
            guard let name = file["name"]?.string ?? file["id"]?.string else { return nil }
            let isActive = file["status"]?.string == "active"
            return Self(
                id: name,
                label: file["email"]?.text ?? file["label"]?.text ?? name,
                state: file["status"]?.string,
                message: isActive ? nil : file["status_message"]?.text,
                successes: file["success"]?.integer(),
                failures: file["failed"]?.integer()
            )
        }
    }
}

extension EngineDetails.Limit {
    fileprivate init?(_ json: JSONValue) {
        guard let name = json["label"]?.string ?? json["name"]?.string else { return nil }
        let remaining: Int? = json["remaining"]?.integer()
        var used = json["utilization"]?.double
        if used == nil, let limit: Int = json["limit"]?.integer(), let remaining, limit > 0 {
            used = 1 - Double(remaining) / Double(limit)
        }
        self.init(
            name: name,
            used: used,
            remaining: remaining,
            status: json["status"]?.string,
            reset: json["reset"]?.string
        )
    }
}

extension EngineDetails.Today {
    /// What `/v0/management/usage` says of a day; the gateway and cli-proxy-api before v6.10 answer alike.
    ///
    /// - Parameters:
    ///   - json: the answer.
    ///   - day: as `2026-12-01`.
    init?(usage json: JSONValue, day: String) {
        guard let usage = json["usage"] else { return nil }
        self.init(
            requests: usage["requests_by_day"]?[day]?.integer() ?? 0,
            tokens: usage["tokens_by_day"]?[day]?.integer() ?? 0
        )
    }
}

extension EngineDetails.Panel {
    /// Whether a browser would show a page in a frame of the dashboard.
    ///
    /// - Parameters:
    ///   - head: what the engine has answered for the page.
    ///   - origin: the dashboard's, as the engine sees it.
    init(_ head: HTTPResponseHead, framedBy origin: String) {
        guard head.status.isSuccess else {
            self = .unavailable(
                head.status == .notFound
                    ? "This engine's panel has not been downloaded: it fetches it by itself when it has a way out."
                    : "The engine answers its page with status \(head.status.code)."
            )
            return
        }
        let policies = head.fields.values(of: "content-security-policy")
        let ancestors = policies.flatMap { $0.split(separator: ";") }.map { $0.split(separator: " ") }
            .filter { $0.first == "frame-ancestors" }
        let isForbidden = ancestors.contains { !$0.dropFirst().contains { $0 == "*" || $0 == origin } }
        if isForbidden {
            self = .unavailable("Its page was started for a dashboard on another port; restart it.")
        } else if ancestors.isEmpty, head.fields.contains("x-frame-options") {
            self = .unavailable("The engine does not allow its page in a frame.")
        } else {
            self = .available
        }
    }
}

extension JSONValue {
    /// The text of a string that is not empty.
    fileprivate var text: String? { string.flatMap { $0.isEmpty ? nil : $0 } }
}
