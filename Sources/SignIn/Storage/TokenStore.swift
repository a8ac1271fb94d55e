internal import HTTPTransport
internal import PlatformSupport
internal import ProxyModel

/// The directory in which accounts are kept, one file each.
///
/// Files are complete, 0600 and on the disk when a function returns, or not there.
struct TokenStore: Sendable {
    let directory: String
    let loop: EventLoop

    /// No token file is longer.
    static let maximumSize = 1 << 20

    /// By how many bytes new tokens make a file longer, at most, if they are not longer than any that is known of.
    static let maximumGrowth = 64 << 10

    /// Stores an account that has just signed in; in its file, if it has one already.
    ///
    /// What else an existing file holds stays: a note, a priority, members that we do not know.
    ///
    /// - Returns: the absolute path of the file.
    /// - Throws: `notStored`.
    func save(_ record: TokenRecord) async throws(SignInError) -> String {
        do {
            try FileSystem.createDirectory(directory, mode: 0o700)
            while true {
                if let path = try existingFile(of: record) { return try await merge(record, into: path) }
                // Another login of the same account may have made its file just now; then that is the one.
                if let path = try create(record) { return path }
            }
        } catch let error as SystemError {
            throw .notStored("the account cannot be stored: \(error)")
        } catch let error as SignInError {
            throw error
        } catch {
            throw .notStored("the account was not stored: stopped while its file was locked by somebody else")
        }
    }

    /// Reads one file.
    static func read(_ path: String) throws -> TokenRecord {
        try TokenRecord(try FileSystem.read(path, limit: maximumSize))
    }

    private func existingFile(of record: TokenRecord) throws(SystemError) -> String? {
        for name in try FileSystem.list(directory) where CredentialDirectory.isTokenFile(name) {
            let path = Paths.join(directory, name)
            if let other = try? TokenStore.read(path), other.isSameAccount(as: record) { return path }
        }
        return nil
    }

    private func merge(_ record: TokenRecord, into path: String) async throws -> String {
        // Not while somebody renews it: they would write over what we have written.
        let lock = try await CredentialLock.acquire(for: path, on: loop)
        defer { extendLifetime(lock) }
        var merged = try TokenStore.read(path)
        merged.take(over: record)
        try FileSystem.write(merged.bytes, atomicallyTo: path, mode: 0o600, durable: true)
        return path
    }

    /// Makes a file under a name that nothing has.
    ///
    /// - Returns: its path; nil when the account has got a file meanwhile.
    private func create(_ record: TokenRecord) throws(SystemError) -> String? {
        let name = record.fileName
        let stem = name.dropLast(".json".count)
        var number = 1
        while true {
            let path = Paths.join(directory, number == 1 ? name : "\(stem)-\(number).json")
            if try FileSystem.create(record.bytes, at: path, mode: 0o600, durable: true) { return path }
            if let other = try? TokenStore.read(path), other.isSameAccount(as: record) { return nil }
            number += 1
        }
    }
}
