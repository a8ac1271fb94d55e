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

        package init(usedPercent: Double, minutes: Int? = nil, resetsAt: Int? = nil) {
            self.usedPercent = usedPercent
            self.minutes = minutes
            self.resetsAt = resetsAt
        }
    }

    /// The short span.
    package var primary: Window?
    /// The long one.
    package var secondary: Window?
    /// The account's plan, in the provider's words.
    package var plan: String?

    package init(primary: Window? = nil, secondary: Window? = nil, plan: String? = nil) {
        self.primary = primary
        self.secondary = secondary
        self.plan = plan
    }
}
