internal import PlatformSupport

/// Changes the settings file: only the values that are asked for, only if the result is valid, and all or nothing.
package enum SettingsEditor {
    /// Sets values in the settings file and keeps everything else in it, comments included.
    ///
    /// A value is given as text, as in a variable: `18431`, `2s`, `["--verbose"]`. The name of a group takes several at
    /// once, `{kind: codex, port: 18431}` for `providers.codex-work`, since a provider without a port would not be
    /// valid. The file is made when it is missing, and is 0600 afterwards.
    ///
    /// - Parameters:
    ///   - changes: Dotted names and values; what comes later counts.
    ///   - base: The directory with the settings file.
    /// - Returns: Whether the file had to be changed.
    /// - Throws: `SettingsError`; then nothing has been written.
    package static func set(
        _ changes: [(key: String, value: String)],
        in base: BaseDirectory
    ) throws(SettingsError) -> Bool {
        try change(base) { (old, path) throws(SettingsError) in try applying(changes, to: old, path: path) }
    }

    /// Takes a setting, or a whole group of them, out of the settings file, and keeps everything else in it.
    ///
    /// - Parameters:
    ///   - name: The dotted name: `health.interval`, `providers.codex-work`.
    ///   - base: The directory with the settings file.
    /// - Returns: Whether the file had it.
    /// - Throws: `SettingsError`; then nothing has been written.
    package static func unset(_ name: String, in base: BaseDirectory) throws(SettingsError) -> Bool {
        try change(base) { (old, path) throws(SettingsError) in try removing(name, from: old, path: path) }
    }

    /// Changes the file as nobody else does at the same time.
    private static func change(
        _ base: BaseDirectory,
        _ edit: (_ old: [UInt8], _ path: String) throws(SettingsError) -> [UInt8]
    ) throws(SettingsError) -> Bool {
        // Two that change different settings at once must not undo each other.
        let lock = try lock(base)
        defer { _ = lock.descriptor }
        let path = base.settings
        let old: [UInt8]
        do throws(SystemError) {
            old = try FileSystem.readIfPresent(path, limit: YAMLReader.maximumSize) ?? []
        } catch {
            throw unwritable(error)
        }
        let new = try edit(old, path)
        if new == old { return false }
        do throws(SystemError) {
            try FileSystem.write(new, atomicallyTo: path, mode: 0o600, durable: true)
        } catch {
            throw unwritable(error)
        }
        return true
    }

    private static func lock(_ base: BaseDirectory) throws(SettingsError) -> FileLock {
        do throws(SystemError) {
            try FileSystem.createDirectory(base.configs, mode: 0o755)
            try FileSystem.createDirectory(base.runDirectory, mode: 0o700)
            return try FileLock.acquire(base.settingsLock)
        } catch {
            throw unwritable(error)
        }
    }

    private static func unwritable(_ error: SystemError) -> SettingsError {
        let message = "cannot change the settings: \(error)"
        return SettingsError([SettingsProblem(code: .unreadable, source: .standard, key: "", message: message)])
    }

    /// The text of the settings file with values set, as `set` would write it.
    package static func applying(
        _ changes: [(key: String, value: String)],
        to old: [UInt8],
        path: String
    ) throws(SettingsError) -> [UInt8] {
        var wishes = SettingWishes()
        for change in changes { wishes.add(change.key, change.value) }
        guard wishes.problems.isEmpty else { throw SettingsError(wishes.problems) }
        var text = old
        for wish in wishes.values {
            do throws(YAMLEditError) {
                text = try YAMLEditor.setting(wish.path, to: wish.value, in: text, file: path)
            } catch {
                throw unchangeable(wish.path.joined(separator: "."), error)
            }
        }
        try check(text, replacing: old, Set(wishes.values.map { $0.path.joined(separator: ".") }), path: path)
        return text
    }

    /// The text of the settings file without a setting, as `unset` would write it.
    package static func removing(
        _ name: String,
        from old: [UInt8],
        path: String
    ) throws(SettingsError) -> [UInt8] {
        let keys = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard SettingKey.table.contains(where: { $0.pattern.matches(keys) || $0.pattern.matches(keys, prefix: true) })
        else {
            let message = SettingNames.unknown(keys)
            throw SettingsError([SettingsProblem(code: .unknownKey, source: .standard, key: name, message: message)])
        }
        let text: [UInt8]
        do throws(YAMLEditError) {
            text = try YAMLEditor.removing(keys, in: old, file: path)
        } catch {
            throw unchangeable(name, error)
        }
        if text != old { try check(text, replacing: old, [name], path: path) }
        return text
    }

    private static func unchangeable(_ key: String, _ error: YAMLEditError) -> SettingsError {
        SettingsError([SettingsProblem(code: .unreadable, source: .standard, key: key, message: error.description)])
    }

    /// Refuses a text that is not valid, and says of each fault whether it is new or has been there before.
    private static func check(
        _ new: [UInt8],
        replacing old: [UInt8],
        _ wished: Set<String>,
        path: String
    ) throws(SettingsError) {
        do throws(SettingsError) {
            _ = try SettingsLoader.load(file: new, path: path)
        } catch {
            var before: [SettingsProblem] = []
            do throws(SettingsError) {
                _ = try SettingsLoader.load(file: old, path: path)
            } catch {
                before = error.problems
            }
            throw SettingsError(
                error.problems.map { problem in
                    // Lines count in the file as it is, not as it would have been.
                    if let known = before.first(where: { $0.key == problem.key && $0.message == problem.message }) {
                        return known
                    }
                    guard wished.contains(problem.key) else { return problem }
                    return SettingsProblem(
                        code: problem.code,
                        source: .commandLine(option: problem.key),
                        key: problem.key,
                        message: problem.message
                    )
                }
            )
        }
    }
}
