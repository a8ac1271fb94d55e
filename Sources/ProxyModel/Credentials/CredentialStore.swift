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
    /// - Throws: `CredentialStoreError`; then the file is as it was.
    package func setDisabled(_ isDisabled: Bool, file: String) throws(CredentialStoreError) -> Bool {
        let path = Paths.join(directory.path, file)
        let lock = try lock(path)
        defer { _ = lock.descriptor }
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
        let path = Paths.join(directory.path, file)
        let found = try Self.asked { () throws(SystemError) in try FileSystem.info(path, followSymlinks: false) }
        guard let found else { throw .missing(path: path) }
        // A link is taken away, and whatever it leads to stays.
        guard found.kind == .regular else {
            return try Self.asked { () throws(SystemError) in try FileSystem.remove(path) }
        }
        let lock = try lock(path)
        defer { _ = lock.descriptor }
        try Self.asked { () throws(SystemError) in
            let lockFile = try CredentialLock.path(for: path)
            try FileSystem.remove(path)
            try FileSystem.remove(lockFile)
        }
    }

    /// Writes a credential that was signed in elsewhere, and makes the directory if it is missing.
    ///
    /// - Parameters:
    ///   - credential: What to write.
    ///   - file: The token file's name.
    ///   - isReplacing: Whether a file of that name may be replaced.
    /// - Throws: `CredentialStoreError`; then what was there is as it was.
    package func add(
        _ credential: ImportedCredential,
        as file: String,
        isReplacing: Bool
    ) throws(CredentialStoreError) {
        try Self.asked { () throws(SystemError) in
            try FileSystem.createDirectory(Paths.parent(of: directory.path), mode: 0o755)
            try FileSystem.createDirectory(directory.path, mode: 0o700)
        }
        let path = Paths.join(directory.path, file)
        let bytes = Self.bytes(of: credential.json)
        let isMade = try Self.asked { () throws(SystemError) in
            try FileSystem.create(bytes, at: path, mode: 0o600, durable: true)
        }
        if isMade { return }
        guard isReplacing else { throw .exists(path: path) }
        let lock = try lock(path)
        defer { _ = lock.descriptor }
        try write(credential.json, to: path)
    }

    /// Keeps everybody else who changes the file out: above all a renewal, whose new refresh token must not be lost.
    private func lock(_ path: String) throws(CredentialStoreError) -> FileLock {
        do throws(SystemError) {
            return try CredentialLock.acquire(for: path)
        } catch {
            throw error.isNotFound ? .missing(path: path) : .system(error)
        }
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
        let bytes = Self.bytes(of: json)
        try Self.asked { () throws(SystemError) in
            try FileSystem.write(bytes, atomicallyTo: path, mode: 0o600, durable: true)
        }
    }

    private static func bytes(of json: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.value(json)
        return writer.bytes + [UInt8(ascii: "\n")]
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
