/// How much of an account's allowance is used up.
package struct UsageQuota: Equatable, Sendable {
    /// A span of time with an allowance of its own.
    package struct Window: Equatable, Sendable {
        /// Used up, in percent.
        package var usedPercent: Double
        /// How long the span is, in minutes.
        package var minutes: Int?
        /// When it begins anew, in seconds since 1970.
        package var resetsAt: Int?
        /// The same as a wait, where the provider says it so: in seconds, from when the answer came.
        package var resetsInSeconds: Int?

        package init(usedPercent: Double, minutes: Int? = nil, resetsAt: Int? = nil, resetsInSeconds: Int? = nil) {
            self.usedPercent = usedPercent
            self.minutes = minutes
            self.resetsAt = resetsAt
            self.resetsInSeconds = resetsInSeconds
        }
    }

    /// The span that the provider puts first: the short one, or the only one that the plan has.
    package var primary: Window?
    /// The other.
    package var secondary: Window?
    /// The account's plan, in the provider's words.
    package var plan: String?

    package init(primary: Window? = nil, secondary: Window? = nil, plan: String? = nil) {
        self.primary = primary
        self.secondary = secondary
        self.plan = plan
    }
}
