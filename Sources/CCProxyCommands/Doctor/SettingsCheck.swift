import PlatformSupport
import ProxyModel

/// The settings: valid, and nobody else's to read.
struct SettingsCheck {
    let base: BaseDirectory
    let environment: [String: String]

    private static let check = "settings"

    func findings() -> [Finding] {
        do throws(SettingsError) {
            let loaded = try SettingsLoader.load(base: base, environment: environment)
            let changed = loaded.entries.count { $0.source != .standard }
            let text = changed == 0 ? "every setting has its default" : "valid; \(changed) are not the default"
            return [.ok(Self.check, text)] + permissions()
        } catch {
            let remedy = "$EDITOR \(ShellWords.quoted(base.settings)), then  ccproxy config validate"
            return error.problems.map { .broken(Self.check, $0.description, remedy: remedy) }
        }
    }

    private func permissions() -> [Finding] {
        PermissionCheck.file(base.settings, check: Self.check, provider: nil, isSecret: false)
            + PermissionCheck.file(base.dotEnvironment, check: Self.check, provider: nil, isSecret: false)
    }
}
