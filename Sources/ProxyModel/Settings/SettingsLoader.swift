internal import PlatformSupport

/// Puts the settings together: command line over environment over `.env` over file over defaults.
package enum SettingsLoader {
    /// The largest settings file and `.env` that are read.
    private static let sizeLimit = YAMLReader.maximumSize

    /// Reads everything that decides about settings.
    ///
    /// That no file exists is fine. Nothing is half applied: any problem in any place makes the whole load fail, since
    /// a setting that is silently ignored is worse than one that is refused.
    ///
    /// - Parameters:
    ///   - base: The directory with the settings file and `.env`.
    ///   - environment: The process's variables; only those that begin with `CCPROXY_` count.
    ///   - overrides: What the command line decides.
    /// - Returns: The settings and their sources.
    /// - Throws: `SettingsError` with all problems.
    package static func load(
        base: BaseDirectory,
        environment: [String: String],
        overrides: [SettingOverride] = []
    ) throws(SettingsError) -> LoadedSettings {
        var collector = SettingsCollector()
        if let bytes = read(base.settings, &collector) { collector.collect(file: bytes, path: base.settings) }
        if let bytes = read(base.dotEnvironment, &collector) {
            collector.collect(dotEnvironment: bytes, path: base.dotEnvironment)
        }
        collector.collect(environment: environment)
        collector.collect(overrides: overrides)
        return try resolve(collector)
    }

    /// Reads a settings file alone, from its text.
    package static func load(file bytes: [UInt8], path: String) throws(SettingsError) -> LoadedSettings {
        var collector = SettingsCollector()
        collector.collect(file: bytes, path: path)
        return try resolve(collector)
    }

    private static func read(_ path: String, _ collector: inout SettingsCollector) -> [UInt8]? {
        do throws(SystemError) {
            return try FileSystem.readIfPresent(path, limit: sizeLimit)
        } catch {
            collector.report(.unreadable, .standard, "cannot read the settings: \(error)")
            return nil
        }
    }

    private static func resolve(_ collector: SettingsCollector) throws(SettingsError) -> LoadedSettings {
        if collector.assignments.isEmpty, collector.problems.isEmpty { return LoadedSettings() }
        var resolver = SettingsResolver(collector)
        return try resolver.resolve()
    }
}
