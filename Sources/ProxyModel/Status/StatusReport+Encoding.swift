package import JSON

extension StatusReport {
    /// The report as JSON text (UTF-8, compact, fixed order of members).
    ///
    /// Written by hand because Foundation's encoder, *measured*, takes 0.39 ms for its first four providers and
    /// 0.62 ms for a hundred, and brings 12 MB into a static binary; this takes microseconds.
    package func encoded() -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 256 + providers.count * 512)
        json.beginObject()
        json.name("daemon")
        daemon.write(to: &json)
        json.name("dashboard")
        dashboard.write(to: &json)
        json.name("providers")
        json.beginArray()
        for provider in providers { provider.write(to: &json) }
        json.endArray()
        json.endObject()
        return json.bytes
    }
}

extension StatusReport.Daemon {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("running", isRunning)
        json.member("pid", pid)
        json.member("uptime_seconds", uptimeSeconds)
        json.member("version", version)
        json.endObject()
    }
}

extension StatusReport.Dashboard {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("running", isRunning)
        json.member("url", url)
        if let lastError { json.member("last_error", lastError) }
        json.endObject()
    }
}

extension StatusReport.Provider {
    /// Appends this provider as one JSON object.
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("provider", provider)
        json.member("port", port)
        json.member("url", url)
        json.member("engine", engine)
        json.member("state", state.rawValue)
        json.member("healthy", isHealthy)
        json.member("pid", pid)
        json.member("uptime_seconds", uptimeSeconds)
        json.member("restarts", restarts)
        json.member("last_error", lastError)
        json.name("accounts")
        json.beginArray()
        for account in accounts { account.write(to: &json) }
        json.endArray()
        writeExtras(to: &json)
        json.endObject()
    }

    private func writeExtras(to json: inout JSONWriter) {
        if let nextRetryAt { json.member("next_retry_at", nextRetryAt.description) }
        if !exitHistory.isEmpty {
            json.name("exit_history")
            json.beginArray()
            for exit in exitHistory {
                json.beginObject()
                json.member("at", exit.at.description)
                json.member("reason", exit.reason)
                json.endObject()
            }
            json.endArray()
        }
        if !lastLogLines.isEmpty {
            json.name("last_log_lines")
            json.beginArray()
            for line in lastLogLines { json.string(line) }
            json.endArray()
        }
    }
}

extension StatusReport.Account {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("file", file)
        json.member("label", label)
        json.member("state", state.rawValue)
        json.member("expires_at", expiresAt?.description)
        if let reason { json.member("reason", reason) }
        json.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: String, _ value: Bool) {
        self.name(name)
        boolean(value)
    }

    fileprivate mutating func member(_ name: String, _ value: some FixedWidthInteger) {
        self.name(name)
        integer(value)
    }

    fileprivate mutating func member(_ name: String, _ value: Int32?) {
        self.name(name)
        if let value { integer(value) } else { null() }
    }

    /// Seconds, rounded to milliseconds: more digits would only be noise.
    fileprivate mutating func member(_ name: String, _ value: Double?) {
        self.name(name)
        if let value { double((value * 1000).rounded() / 1000) } else { null() }
    }

    fileprivate mutating func member(_ name: String, _ value: String?) {
        self.name(name)
        if let value { string(value) } else { null() }
    }
}
