/// Renews the credential of an account whose upstream does not accept it any more.
///
/// Returns the new one, or nil when there is none to be had. Comes from whoever knows how to sign in, and has written the
/// new credential to the account's token file by then: what the file says is what holds after the next change of it.
package typealias CredentialRenewal = @Sendable (_ account: RenewableAccount) async -> String?

/// An account whose credential is to be renewed.
package struct RenewableAccount: Sendable {
    /// The absolute path of its token file.
    package let file: String
    /// The access token that the upstream has refused.
    let rejected: Secret
}
