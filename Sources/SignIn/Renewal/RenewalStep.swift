/// How far a renewal has come; a test can end it at each.
package enum RenewalStep: Sendable, CaseIterable {
    /// Nothing has been done yet.
    case begun
    /// The token file is locked and read, and it is certain that the provider is asked.
    case locked
    /// The provider has answered; the token file holds the old tokens.
    case answered
    /// The token file holds the new tokens; the lock is still held.
    case stored
}

/// Called at each step; throwing ends the renewal as the death of the process would: nothing is written any more, and the
/// lock is given back.
package typealias RenewalFaultPoint = @Sendable (RenewalStep) throws -> Void
