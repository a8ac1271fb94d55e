import PlatformSupport
import ProxyModel

/// The shell functions: whether a profile loads them.
struct ShellCheck {
    let base: BaseDirectory
    let environment: [String: String]

    private static let check = Check("shell")
    private static let profiles = [
        ".bashrc", ".zshrc", ".bash_profile", ".profile", ".zprofile", ".config/fish/config.fish",
    ]

    func findings() -> [Finding] {
        let file = Paths.join(base.shell, "bash/cc-proxy.sh")
        guard FileSystem.exists(file), let home = environment["HOME"], !home.isEmpty else { return [] }
        let loading = Self.profiles.first { profile in
            guard let text = try? FileSystem.read(Paths.join(home, profile), limit: 1 << 20) else { return false }
            return ["cc-proxy.sh", "cc-proxy.fish"].contains { String(decoding: text, as: UTF8.self).contains($0) }
        }
        if let loading { return [Self.check.ok("~/\(loading) loads cc-codex and the other functions")] }
        return [Self.check.ok("no profile loads cc-codex and the other functions", tip: "ccproxy install-profile")]
    }
}
