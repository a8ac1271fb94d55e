/// Whether an account can be used, as far as its token file tells.
package enum AccountState: String, CaseIterable, Sendable {
    /// Valid for at least two more hours, or without an expiry.
    case ok
    /// Valid for less than two hours.
    case expiring
    /// The access token's time is over, or it is known that it cannot be renewed when it is. The engine may still be able to renew it: see `Account.isRenewable`.
    case expired
    /// Switched off by the user; this beats every expiry.
    case disabled
    /// The file cannot be read, is not what it should be, or has an expiry that nobody understands.
    case invalid
}
