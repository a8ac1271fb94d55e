package import PlatformSupport

extension ProviderKeys {
    /// The keys of a provider, made when they are asked for the first time.
    ///
    /// Kept in `configs/.run/keys/<provider>.json`, 0600. Of any number of processes that ask at the same time all get
    /// the same keys. A file that cannot be understood is replaced: keys that nobody can read are of no use.
    ///
    /// - Throws: `SystemError` when the directory or the file cannot be made or read.
    package static func load(_ provider: ProviderID, in base: BaseDirectory) throws(SystemError) -> ProviderKeys {
        let path = Paths.join(base.keys, "\(provider).json")
        if let keys = try read(path) { return keys }
        try FileSystem.createDirectory(base.configs, mode: 0o755)
        try FileSystem.createDirectory(base.keys, mode: 0o700)
        let lock = try FileLock.acquire(Paths.join(base.keys, ".lock"))
        return try create(path, holding: lock)
    }

    private static func create(_ path: String, holding lock: borrowing FileLock) throws(SystemError) -> ProviderKeys {
        // Somebody else may have made them while the lock was waited for.
        if let keys = try read(path) { return keys }
        let keys = ProviderKeys(apiKey: randomKey(), managementKey: randomKey())
        try FileSystem.write(keys.encoded(), atomicallyTo: path, mode: 0o600, durable: true)
        return keys
    }

    /// The keys in a file; `nil` when there are none that could be used.
    private static func read(_ path: String) throws(SystemError) -> ProviderKeys? {
        guard let bytes = try FileSystem.readIfPresent(path, limit: 4096), let json = try? JSONReader.read(bytes),
            let apiKey = json["api_key"]?.string, let managementKey = json["management_key"]?.string,
            isKey(apiKey), isKey(managementKey)
        else { return nil }
        if let info = try FileSystem.info(path), info.mode & 0o077 != 0 { try FileSystem.setMode(path, 0o600) }
        return ProviderKeys(apiKey: apiKey, managementKey: managementKey)
    }

    private func encoded() -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.name("api_key")
        json.string(apiKey)
        json.name("management_key")
        json.string(managementKey)
        json.endObject()
        return json.bytes + [0x0A]
    }

    /// 32 bytes of the system's generator for secrets in base64url (RFC 4648 §5), 43 characters.
    private static func randomKey() -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
        return Base64URL.encode(bytes)
    }

    private static func isKey(_ text: String) -> Bool {
        text.utf8.count == 43 && text.utf8.allSatisfy { Base64URL.alphabet.contains($0) }
    }
}
