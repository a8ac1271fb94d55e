package import JSON

extension StatusReport {
    /// Reads what `encoded()` writes.
    ///
    /// Members that we do not know are passed over, so that a command line can talk to a newer daemon; missing ones
    /// and wrong types are errors that name the member.
    package init(decoding bytes: [UInt8]) throws(JSONError) {
        try self.init(json: JSONReader.read(bytes))
    }

    /// Reads the report from a JSON tree.
    package init(json: JSONValue) throws(JSONError) {
        let daemon = try json.required("daemon", \.objectItself)
        let dashboard = try json.required("dashboard", \.objectItself)
        var providers: [Provider] = []
        for element in try json.required("providers", \.elements) {
            providers.append(try Provider(json: element))
        }
        self.init(
            daemon: Daemon(
                isRunning: try daemon.required("running", \.boolean),
                pid: try daemon.optional("pid", \.pid),
                uptimeSeconds: try daemon.optional("uptime_seconds", \.double),
                version: try daemon.required("version", \.string)
            ),
            dashboard: Dashboard(
                isRunning: try dashboard.required("running", \.boolean),
                url: try dashboard.required("url", \.string),
                lastError: try dashboard.optional("last_error", \.string)
            ),
            providers: providers
        )
    }
}

extension StatusReport.Provider {
    /// Reads one element of `providers`.
    package init(json: JSONValue) throws(JSONError) {
        let state = try json.required("state", \.string)
        guard let state = ProviderState(rawValue: state) else { throw JSONError(.unexpectedShape, context: "state") }
        self.init(
            provider: try json.required("provider", \.string),
            port: try json.required("port", \.port),
            url: try json.required("url", \.string),
            engine: try json.required("engine", \.string),
            state: state,
            isHealthy: try json.required("healthy", \.boolean),
            pid: try json.optional("pid", \.pid),
            uptimeSeconds: try json.optional("uptime_seconds", \.double),
            restarts: try json.required("restarts", \.count),
            lastError: try json.optional("last_error", \.string),
            nextRetryAt: try json.optional("next_retry_at", \.timestamp)
        )
        for element in try json.required("accounts", \.elements) {
            accounts.append(try StatusReport.Account(json: element))
        }
        for element in try json.optional("exit_history", \.elements) ?? [] {
            let at = try element.required("at", \.timestamp)
            exitHistory.append(StatusReport.Exit(at: at, reason: try element.required("reason", \.string)))
        }
        for element in try json.optional("last_log_lines", \.elements) ?? [] {
            guard let line = element.string else { throw JSONError(.unexpectedShape, context: "last_log_lines") }
            lastLogLines.append(line)
        }
    }
}

extension StatusReport.Account {
    fileprivate init(json: JSONValue) throws(JSONError) {
        guard let state = AccountState(rawValue: try json.required("state", \.string)) else {
            throw JSONError(.unexpectedShape, context: "accounts.state")
        }
        self.init(
            file: try json.required("file", \.string),
            label: try json.required("label", \.string),
            state: state,
            expiresAt: try json.optional("expires_at", \.timestamp),
            reason: try json.optional("reason", \.string)
        )
    }
}

extension JSONValue {
    fileprivate var objectItself: JSONValue? {
        if case .object = self { self } else { nil }
    }

    fileprivate var pid: Int32? { integer() }
    fileprivate var port: UInt16? { integer() }
    fileprivate var count: Int? { integer() }
    fileprivate var timestamp: Timestamp? { string.flatMap { Timestamp($0) } }
}
