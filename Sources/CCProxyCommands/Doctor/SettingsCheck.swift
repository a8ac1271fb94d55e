import PlatformSupport
import ProxyModel

/// The settings: valid, and nobody else's to change.
struct SettingsCheck {
    let base: BaseDirectory
    let environment: [String: String]

    private static let check = Check("settings")

    func findings() -> [Finding] {
        do throws(SettingsError) {
            let loaded = try SettingsLoader.load(base: base, environment: environment)
            let changed = loaded.entries.count { $0.source != .standard }
            let found = changed == 0 ? "every setting has its default" : "valid; \(changed) differ from the defaults"
            let permissions = PermissionCheck(check: Self.check)
            return [Self.check.ok(found)] + permissions.file(base.settings) + permissions.file(base.dotEnvironment)
        } catch {
            let remedy = "$EDITOR \(ShellWords.quoted(base.settings)), then  ccproxy config validate"
            return error.problems.map { Self.check.broken($0.description, remedy: remedy) }
                + [Self.check.warning("as long as that is so, what follows takes the defaults", remedy: nil)]
        }
    }
}
