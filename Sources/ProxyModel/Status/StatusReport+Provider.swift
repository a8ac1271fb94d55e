extension StatusReport {
    /// One provider and its engine.
    package struct Provider: Equatable, Sendable {
        /// The provider's name.
        package var provider: String
        package var port: UInt16
        /// Where its engine listens, without a trailing slash.
        package var url: String
        /// The engine's name, or the path that the settings give.
        package var engine: String
        package var state: ProviderState
        /// Whether the last probe succeeded; false when there is no process.
        package var isHealthy: Bool
        package var pid: Int32?
        /// Seconds since the process was started.
        package var uptimeSeconds: Double?
        /// How often it has been restarted unasked since it was last started on request.
        package var restarts: Int
        /// Why it is not running or not healthy, in one line.
        package var lastError: String?
        package var accounts: [Account]
        /// When the next start is due, in `backoff`.
        package var nextRetryAt: Timestamp?
        /// The latest unasked ends, oldest first.
        package var exitHistory: [Exit]
        /// The end of the engine's log, when it failed.
        package var lastLogLines: [String]

        package init(
            provider: String,
            port: UInt16,
            url: String,
            engine: String,
            state: ProviderState,
            isHealthy: Bool = false,
            pid: Int32? = nil,
            uptimeSeconds: Double? = nil,
            restarts: Int = 0,
            lastError: String? = nil,
            accounts: [Account] = [],
            nextRetryAt: Timestamp? = nil,
            exitHistory: [Exit] = [],
            lastLogLines: [String] = []
        ) {
            self.provider = provider
            self.port = port
            self.url = url
            self.engine = engine
            self.state = state
            self.isHealthy = isHealthy
            self.pid = pid
            self.uptimeSeconds = uptimeSeconds
            self.restarts = restarts
            self.lastError = lastError
            self.accounts = accounts
            self.nextRetryAt = nextRetryAt
            self.exitHistory = exitHistory
            self.lastLogLines = lastLogLines
        }
    }
}
