import JSON

internal import PlatformSupport

/// Changes the token files of one provider: each change is all or nothing, on the disk when it returns, and 0600.
///
/// What is in a file that nobody here knows stays as it is, in its order.
package struct CredentialStore: Sendable {
    private let directory: ProviderDirectory

    package init(_ directory: ProviderDirectory) {
        self.directory = directory
    }

    /// Switches an account off, or on again.
    ///
    /// - Parameters:
    ///   - isDisabled: Whether engines shall leave it alone.
    ///   - file: The token file's name.
    /// - Returns: Whether the file had to be changed.
    package func setDisabled(_ isDisabled: Bool, file: String) throws(CredentialStoreError) -> Bool {
        let lock = try lock(file)
        defer { _ = lock.descriptor }
        let path = Paths.join(directory.path, file)
        var members = try read(path)
        guard (members.last { $0.name == "disabled" }?.value.boolean ?? false) != isDisabled else { return false }
        let place = members.firstIndex { $0.name == "disabled" } ?? members.endIndex
        members.removeAll { $0.name == "disabled" }
        members.insert(JSONMember("disabled", .boolean(isDisabled)), at: place)
        try write(.object(members), to: path)
        return true
    }

    /// Removes a token file.
    ///
    /// The provider is told nothing: the tokens in it stay valid until they expire.
    package func remove(file: String) throws(CredentialStoreError) {
        let lock = try lock(file)
        defer { _ = lock.descriptor }
        let path = Paths.join(directory.path, file)
        let found = try Self.asked { () throws(SystemError) in try FileSystem.info(path, followSymlinks: false) }
        guard found != nil else { throw .missing(path: path) }
        try Self.asked { () throws(SystemError) in try FileSystem.remove(path) }
    }

    /// Writes a credential that was signed in elsewhere, and makes the directory if it is missing.
    ///
    /// - Parameters:
    ///   - credential: What to write.
    ///   - file: The token file's name.
    ///   - isReplacing: Whether a file of that name may be replaced.
    package func add(
        _ credential: ImportedCredential,
        as file: String,
        isReplacing: Bool
    ) throws(CredentialStoreError) {
        try Self.asked { () throws(SystemError) in
            try FileSystem.createDirectory(Paths.parent(of: directory.path), mode: 0o755)
            try FileSystem.createDirectory(directory.path, mode: 0o700)
        }
        let lock = try lock(file)
        defer { _ = lock.descriptor }
        let path = Paths.join(directory.path, file)
        if !isReplacing, FileSystem.exists(path) { throw .exists(path: path) }
        try write(credential.json, to: path)
    }

    /// Keeps everybody else who changes the file out: above all a renewal, whose new refresh token must not be lost.
    private func lock(_ file: String) throws(CredentialStoreError) -> FileLock {
        try Self.asked { () throws(SystemError) in try FileLock.acquire(directory.credentialLock(file)) }
    }

    private func read(_ path: String) throws(CredentialStoreError) -> [JSONMember] {
        let bytes = try Self.asked { () throws(SystemError) in
            try FileSystem.readIfPresent(path, limit: CredentialFile.maximumSize)
        }
        guard let bytes else { throw .missing(path: path) }
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONReader.read(bytes)
        } catch {
            throw .unusable(path: path, .malformed(error.description))
        }
        guard case .object(let members) = json else { throw .unusable(path: path, .notAnObject) }
        return members
    }

    private func write(_ json: JSONValue, to path: String) throws(CredentialStoreError) {
        var writer = JSONWriter()
        writer.value(json)
        let bytes = writer.bytes + [UInt8(ascii: "\n")]
        try Self.asked { () throws(SystemError) in
            try FileSystem.write(bytes, atomicallyTo: path, mode: 0o600, durable: true)
        }
    }

    private static func asked<Answer: ~Copyable>(
        _ body: () throws(SystemError) -> Answer
    ) throws(CredentialStoreError) -> Answer {
        do throws(SystemError) {
            return try body()
        } catch {
            throw .system(error)
        }
    }
}
