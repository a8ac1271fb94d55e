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
        let lock: FileLock
        do throws(SystemError) {
            try FileSystem.createDirectory(base.configs, mode: 0o755)
            try FileSystem.createDirectory(base.runDirectory, mode: 0o700)
            // Two that change different settings at once must not undo each other.
            lock = try FileLock.acquire(base.settingsLock)
        } catch {
            throw unwritable(error)
        }
        return try set(changes, at: base.settings, holding: lock)
    }

    private static func set(
        _ changes: [(key: String, value: String)],
        at path: String,
        holding lock: borrowing FileLock
    ) throws(SettingsError) -> Bool {
        let old: [UInt8]
        do throws(SystemError) {
            old = try FileSystem.readIfPresent(path, limit: YAMLReader.maximumSize) ?? []
        } catch {
            throw unwritable(error)
        }
        let new = try applying(changes, to: old, path: path)
        if new == old { return false }
        do throws(SystemError) {
            try FileSystem.write(new, atomicallyTo: path, mode: 0o600, durable: true)
        } catch {
            throw unwritable(error)
        }
        return true
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
                let key = wish.path.joined(separator: ".")
                let problem = SettingsProblem(
                    code: .unreadable,
                    source: .standard,
                    key: key,
                    message: error.description
                )
                throw SettingsError([problem])
            }
        }
        try check(text, replacing: old, wishes, path: path)
        return text
    }

    /// Refuses a text that is not valid, and says of each fault whether it is new or has been there before.
    private static func check(
        _ new: [UInt8],
        replacing old: [UInt8],
        _ wishes: SettingWishes,
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
            let wished = Set(wishes.values.map { $0.path.joined(separator: ".") })
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
