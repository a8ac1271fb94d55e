package import ProxyModel

/// An account that has just been signed in and stored.
package struct StoredAccount: Sendable, Equatable {
    /// The absolute path of its token file.
    package let path: String
    /// What people know it by, where the provider says.
    package let email: String?
    package let plan: String?
    /// When its access token's time is over.
    package let expiry: Timestamp?
}
