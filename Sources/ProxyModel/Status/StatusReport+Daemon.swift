extension StatusReport {
    /// The supervisor itself.
    package struct Daemon: Equatable, Sendable {
        package var isRunning: Bool
        package var pid: Int32?
        /// Seconds since it started.
        package var uptimeSeconds: Double?
        /// The running daemon's version; the command line's own when none runs.
        package var version: String

        package init(isRunning: Bool, pid: Int32?, uptimeSeconds: Double?, version: String) {
            self.isRunning = isRunning
            self.pid = pid
            self.uptimeSeconds = uptimeSeconds
            self.version = version
        }
    }

    /// The page with all the links.
    package struct Dashboard: Equatable, Sendable {
        package var isRunning: Bool
        package var url: String
        /// Why it does not run although it should, in one line.
        package var lastError: String?

        package init(isRunning: Bool, url: String, lastError: String? = nil) {
            self.isRunning = isRunning
            self.url = url
            self.lastError = lastError
        }
    }
}
