package import PlatformSupport
package import ProxyModel

/// A token file, as far as renewing it needs to be known.
package struct SignedInAccount: Sendable {
    /// The absolute path.
    package let path: String
    /// The file's name.
    package var name: String { Paths.name(of: path) }
    /// Whose account it is.
    package let kind: ProviderKind
    /// The access token that it holds now; a secret.
    package let accessToken: String?

    /// The accounts in a directory, in the order of their names; files that hold none are left out.
    ///
    /// - Throws: `SystemError` when the directory cannot be listed.
    package static func all(in directory: String) throws(SystemError) -> [SignedInAccount] {
        try FileSystem.list(directory).filter(CredentialDirectory.isTokenFile).compactMap { name in
            let path = Paths.join(directory, name)
            guard let record = try? TokenStore.read(path), let kind = record.kind else { return nil }
            return SignedInAccount(path: path, kind: kind, accessToken: record.accessToken)
        }
    }
}
