package import PlatformSupport

/// The token files in a provider's directory.
///
/// Every visible file whose name ends in `.json` is looked at, since cli-proxy-api does the same; which of them are
/// accounts of this provider is told by their `type`, not by their name.
package struct CredentialDirectory: Hashable, Sendable {
    /// A file of another provider's account, or of nobody's: the engine may pick it up, but not for this provider.
    package struct Stranger: Hashable, Sendable {
        /// The file's name.
        package let file: String
        /// Its `type`, `nil` when it has none.
        package let type: String?
    }

    /// What is in the directory, in the order of the files' names.
    package struct Contents: Equatable, Sendable {
        /// This provider's accounts, and what cannot be read and so might be one.
        package var accounts: [Account] = []
        /// Everything else.
        package var strangers: [Stranger] = []
    }

    /// The shortest validity, in seconds, that is not called `expiring`.
    package static let comfortableValidity: Int64 = 120 * 60

    /// Where the files are.
    package let path: String

    /// Whose accounts belong there.
    package let kind: ProviderKind

    package init(_ directory: ProviderDirectory, kind: ProviderKind) {
        path = directory.path
        self.kind = kind
    }

    /// Whether a file of that name is looked at: visible, and `.json` in either case, as for cli-proxy-api.
    package static func isTokenFile(_ name: String) -> Bool { CredentialFile.isName(name) }

    /// What is in the directory now; nothing when it does not exist.
    ///
    /// A file that cannot be read is an account with the state `invalid`, not an error.
    ///
    /// - Throws: `SystemError` when the directory itself cannot be read.
    package func read(now: Timestamp) throws(SystemError) -> Contents {
        var cache = CredentialCache()
        return try read(now: now, cache: &cache)
    }

    /// The same, reading only what has changed since the cache has seen it.
    package func read(now: Timestamp, cache: inout CredentialCache) throws(SystemError) -> Contents {
        var contents = Contents()
        for entry in try cache.entries(of: path, now: now) {
            switch entry.reading {
            case .success(let file) where file.type == kind.tokenType:
                contents.accounts.append(account(file, name: entry.name, now: now))
            case .success(let file):
                contents.strangers.append(Stranger(file: entry.name, type: file.type?.displayText))
            case .failure(let problem):
                contents.accounts.append(invalid(entry.name, problem))
            }
        }
        return contents
    }

    private func account(_ file: CredentialFile, name: String, now: Timestamp) -> Account {
        let (state, problem) = judge(file, now: now)
        var expiresAt: Timestamp?
        if case .at(let time) = file.expiry { expiresAt = time }
        return Account(
            file: name,
            label: file.email ?? name,
            kind: kind,
            identity: file.identity,
            state: state,
            expiresAt: expiresAt,
            isRenewable: file.isRenewable && file.refusal == nil,
            plan: file.plan,
            project: file.project,
            lastRefresh: file.lastRefresh,
            refusal: file.refusal,
            problem: problem
        )
    }

    private func judge(_ file: CredentialFile, now: Timestamp) -> (AccountState, CredentialProblem?) {
        if file.isDisabled { return (.disabled, nil) }
        // The access token may last a little longer; that the account has come to its end is what counts.
        if file.refusal != nil { return (.expired, nil) }
        guard file.hasAccessToken else { return (.invalid, .noAccessToken) }
        switch file.expiry {
        case .never: return (.ok, nil)
        case .unusable(let member): return (.invalid, .unusableMember(member))
        case .at(let time):
            if time <= now { return (.expired, nil) }
            return (time < now.advanced(bySeconds: Self.comfortableValidity) ? .expiring : .ok, nil)
        }
    }

    private func invalid(_ name: String, _ problem: CredentialProblem) -> Account {
        Account(
            file: name,
            label: name,
            kind: kind,
            identity: AccountIdentity(email: nil, id: nil),
            state: .invalid,
            expiresAt: nil,
            isRenewable: false,
            plan: nil,
            project: nil,
            lastRefresh: nil,
            refusal: nil,
            problem: problem
        )
    }
}
