import JSON

internal import PlatformSupport

extension ProviderKeys {
    /// The file of one provider's keys; both lie in one, so that they come and go together.
    package static func file(base: BaseDirectory, provider: ProviderID) -> String {
        Paths.join(base.keys, "\(provider).json")
    }

    /// The keys of a provider, made now if it has none.
    ///
    /// Any number of processes may ask at the same time: all get the same keys. They survive a power failure, since an
    /// engine's configuration and running clients hold copies of them.
    ///
    /// - Throws: `ProviderKeysError` that names the file. Keys that are there but unusable are never replaced.
    package static func loadOrCreate(
        base: BaseDirectory,
        provider: ProviderID
    ) throws(ProviderKeysError) -> ProviderKeys {
        if let keys = try load(base: base, provider: provider) { return keys }
        let keys = generate()
        let path = file(base: base, provider: provider)
        do throws(SystemError) {
            try FileSystem.createDirectory(base.configs, mode: 0o755)
            try FileSystem.createDirectory(base.keys, mode: 0o700)
            if try FileSystem.create(keys.encoded, at: path, mode: 0o600, durable: true) { return keys }
        } catch {
            throw .system(error)
        }
        // Somebody else was faster; what is there now is complete.
        guard let keys = try load(base: base, provider: provider) else {
            throw .malformed(path: path, provider: provider, reason: "it is a link to nowhere")
        }
        return keys
    }

    /// The keys of a provider, `nil` when none have been made yet.
    ///
    /// Permissions that let others at the keys are taken back.
    ///
    /// - Throws: `ProviderKeysError` that names the file.
    package static func load(base: BaseDirectory, provider: ProviderID) throws(ProviderKeysError) -> ProviderKeys? {
        let path = file(base: base, provider: provider)
        let bytes: [UInt8]?
        do throws(SystemError) {
            bytes = try FileSystem.readIfPresent(path, limit: 16 << 10)
        } catch {
            throw .system(error)
        }
        guard let bytes else { return nil }
        try close(base.keys, to: 0o700)
        try close(path, to: 0o600)
        do throws(JSONError) {
            return try ProviderKeys(decoding: bytes)
        } catch {
            throw .malformed(path: path, provider: provider, reason: error.description)
        }
    }

    private static func close(_ path: String, to mode: UInt16) throws(ProviderKeysError) {
        do throws(SystemError) {
            guard let info = try FileSystem.info(path), info.mode & ~mode != 0 else { return }
            try FileSystem.setMode(path, mode)
        } catch {
            throw .exposed(path: path, cause: error)
        }
    }

    private var encoded: [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.name("api_key")
        json.string(apiKey)
        json.name("management_key")
        json.string(managementKey)
        json.endObject()
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private init(decoding bytes: [UInt8]) throws(JSONError) {
        let json = try JSONReader.read(bytes)
        self.init(
            apiKey: try json.required("api_key", \.key),
            managementKey: try json.required("management_key", \.key)
        )
    }
}

extension JSONValue {
    fileprivate var key: String? { string.flatMap { ProviderKeys.isUsable($0) ? $0 : nil } }
}
