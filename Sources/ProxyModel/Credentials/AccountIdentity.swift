/// Whose account it is at its provider, as far as a token file tells.
package struct AccountIdentity: Hashable, Sendable {
    /// The e-mail address of the person, who may have several accounts with it.
    package let email: String?
    /// The provider's own name for the account: of a ChatGPT workspace, of an Anthropic account.
    package let id: String?

    /// Empty texts say nothing.
    package init(email: String?, id: String?) {
        self.email = email.flatMap { $0.isEmpty ? nil : $0 }
        self.id = id.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether both are of the same account: the same person's, and not of two that are known to be different.
    package func isSame(as other: AccountIdentity) -> Bool {
        if let id, let otherID = other.id { return id == otherID && email == other.email }
        return email != nil && email == other.email
    }

    /// Whether both are known to be of different accounts; where nothing is known, they may be the same.
    package func isOther(than other: AccountIdentity) -> Bool {
        if let id, let otherID = other.id, id != otherID { return true }
        if let email, let otherEmail = other.email, email != otherEmail { return true }
        return false
    }

    /// The account's ID in a file's name: enough of a digest to tell two apart; nil without an ID.
    package var digest: String? { id.map { String(SHA256.hexadecimal($0.utf8).prefix(8)) } }
}
