import PlatformSupport
import ProxyModel

extension Installation {
    /// Runs `ccproxy` on a terminal.
    func onTerminal(_ arguments: String..., environment: [String: String] = [:]) throws -> TerminalSession {
        try TerminalSession(
            [ccproxy, "--home", base.path] + arguments,
            environment: defaultEnvironment.merging(environment) { $1 },
            directory: base.path
        )
    }

    /// What lies in a provider's directory and could be a token file.
    func tokenFiles(_ provider: String = "codex") throws -> [String] {
        try FileSystem.list("\(base.configs)/\(provider)").filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
            .sorted()
    }

    /// Puts a token file there.
    func signIn(_ name: String, _ members: String, provider: String = "codex") throws {
        let directory = "\(base.configs)/\(provider)"
        try FileSystem.createDirectory(directory, mode: 0o700)
        let token = #"{"type":"codex","access_token":"SECRET-a","refresh_token":"SECRET-r","# + members + "}"
        try FileSystem.write(token, atomicallyTo: "\(directory)/\(name)", mode: 0o600)
    }
}
