import ProxyModel

/// Whether a sign-in has worked: a token file appeared or was written anew.
///
/// What the engine says proves nothing.
enum LoginVerdict {
    /// A file that was there before counts only if it was written so shortly before the end, in seconds: an engine that
    /// runs renews the accounts that it has, and the sign-in writes its file and ends.
    static let closeness: Int64 = 30

    /// The account that was signed in.
    ///
    /// - Parameters:
    ///   - accounts: what the provider's directory holds now.
    ///   - changes: what has been written there since the sign-in began.
    ///   - end: when the engine ended.
    ///   - isInterrupted: whether it was made to end, or is known to have failed: then only a new file counts.
    /// - Returns: nil when nobody was.
    static func account(
        among accounts: [Account],
        changes: [CredentialSnapshot.Change],
        end: Timestamp,
        isInterrupted: Bool
    ) -> Account? {
        let written = changes.filter { change in
            change.isNew || (!isInterrupted && change.modified.seconds >= end.seconds - closeness)
        }
        // The new ones first, then the latest.
        let order = written.sorted { ($0.isNew ? 1 : 0, $0.modified) > ($1.isNew ? 1 : 0, $1.modified) }
        for change in order {
            if let account = accounts.first(where: { $0.file == change.file && $0.state != .invalid }) {
                return account
            }
        }
        return nil
    }
}
