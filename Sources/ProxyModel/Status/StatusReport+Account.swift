extension StatusReport {
    /// One account of a provider.
    package struct Account: Equatable, Sendable {
        /// The token file's name.
        package var file: String
        /// What a person recognises it by: the email address, else the file's name.
        package var label: String
        package var state: AccountState
        /// When the access token's time is over.
        package var expiresAt: Timestamp?
        /// Why it cannot be used, or not for long.
        package var reason: String?

        package init(
            file: String,
            label: String,
            state: AccountState,
            expiresAt: Timestamp?,
            reason: String? = nil
        ) {
            self.file = file
            self.label = label
            self.state = state
            self.expiresAt = expiresAt
            self.reason = reason
        }
    }

    /// One unasked end of an engine.
    package struct Exit: Equatable, Sendable {
        /// When it ended.
        package var at: Timestamp
        /// How, in words: "exit status 3", "killed by SIGKILL (9)".
        package var reason: String

        package init(at: Timestamp, reason: String) {
            self.at = at
            self.reason = reason
        }
    }
}
