import PlatformSupport
import ProxyModel
import Testing

@Suite("Files and directories")
struct FileModeTests {
    @Test(arguments: ["000", "022", "077", "777"])
    func `have their modes whatever the caller's umask`(umask: String) async throws {
        try await Installation.with { installation in
            let base = installation.base
            let command = try RunningCommand(
                executable: "/bin/sh",
                arguments: [
                    "-c", "umask \(umask); exec \"$0\" \"$@\"", installation.ccproxy, "--home", base.path, "start",
                    "codex",
                ],
                environment: installation.defaultEnvironment,
                directory: base.path
            )
            let finished = try command.wait()
            #expect(finished.status == .exited(code: 0), "\(finished)")
            let provider = base.provider(.codex)
            let expected: [(String, UInt16)] = [
                (provider.path, 0o700), (provider.configuration, 0o600), (provider.pidFile, 0o644),
                (provider.recordFile, 0o600), (provider.logs, 0o700), (provider.currentLog, 0o600),
                (base.runDirectory, 0o700), (base.keys, 0o700), (base.controlSocket, 0o600),
            ]
            for (path, mode) in expected {
                let found = try FileSystem.info(path)?.mode
                #expect(found == mode, "\(path): \(String(found ?? 0, radix: 8))")
            }
            for name in try FileSystem.list(base.keys) {
                #expect(try FileSystem.info("\(base.keys)/\(name)")?.mode == 0o600)
            }
        }
    }
}
