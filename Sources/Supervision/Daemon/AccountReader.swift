import ProxyModel

/// The accounts of one provider as `status` shows them; files that have not changed are not read again.
struct AccountReader {
    private let directory: CredentialDirectory
    private var cache = CredentialCache()

    init(_ directory: ProviderDirectory, kind: ProviderKind) {
        self.directory = CredentialDirectory(directory, kind: kind)
    }

    /// The accounts now; none when the directory cannot be read, which `doctor` explains.
    mutating func read() -> [StatusReport.Account] {
        guard let contents = try? directory.read(now: .now, cache: &cache) else { return [] }
        return contents.accounts.map { StatusReport.Account($0) }
    }
}
