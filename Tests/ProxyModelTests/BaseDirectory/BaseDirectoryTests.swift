import PlatformSupport
import TestSupport
import Testing

@testable import ProxyModel

struct BaseDirectoryTests {
    private func resolve(
        option: String? = nil,
        environment: [String: String] = [:],
        executable: String? = nil
    ) throws(BaseDirectoryError) -> (base: BaseDirectory, origin: BaseDirectory.Origin) {
        try BaseDirectory.resolve(option: option, environment: environment, executable: executable)
    }

    @Test func `the option beats the variable, which beats the installation, which beats the home directory`() throws {
        try withTemporaryDirectory { directory in
            for name in ["a", "b", "checkout/configs", "checkout/shell", "checkout/.build/debug"] {
                try FileSystem.createDirectory(directory.path(name), mode: 0o755)
            }
            let environment = ["CCPROXY_HOME": directory.path("b"), "HOME": "/home/me"]
            let executable = directory.path("checkout/.build/debug/ccproxy")
            let first = try resolve(option: directory.path("a"), environment: environment, executable: executable)
            #expect(first.base.path == directory.path("a") && first.origin == .option)
            let second = try resolve(environment: environment, executable: executable)
            #expect(second.base.path == directory.path("b") && second.origin == .environment)
            let third = try resolve(environment: ["CCPROXY_HOME": "", "HOME": "/home/me"], executable: executable)
            #expect(third.base.path == directory.path("checkout") && third.origin == .executable)
            let fourth = try resolve(
                environment: ["HOME": directory.path("b")],
                executable: directory.path("b/ccproxy")
            )
            #expect(fourth.base.path == directory.path("b/.ccproxy") && fourth.origin == .userHome)
        }
    }

    @Test func `one directory has one path, whatever it is called and whether it exists`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.createDirectory(directory.path("real/inner"), mode: 0o755)
            try SpecialFiles.makeLink(to: directory.path("real"), at: directory.path("link"))
            for spelling in ["real", "link", "real/", "./real//", "link/inner/.."] {
                #expect(
                    try resolve(option: directory.path(spelling)).base.path == directory.path("real"),
                    "\(spelling)"
                )
            }
            #expect(try resolve(option: directory.path("link/new/er")).base.path == directory.path("real/new/er"))
            #expect(try resolve(option: directory.path("link/new/../er")).base.path == directory.path("real/er"))
            let relative = try resolve(option: "nowhere/at/all").base.path
            #expect(try relative == FileSystem.realPath(".") + "/nowhere/at/all")
            #expect(try resolve(option: "/").base.settings == "/configs/ccproxy.yaml")
        }
    }

    @Test func `without any hint it says what to give`() throws {
        #expect(throws: BaseDirectoryError.emptyOption) { try resolve(option: "") }
        #expect(throws: BaseDirectoryError.noHome) { try resolve(executable: "/") }
        #expect(throws: BaseDirectoryError.noHome) { try resolve(environment: ["HOME": "relative"]) }
    }

    @Test func `every file has its place`() {
        let base = BaseDirectory(path: "/b")
        #expect(base.engineTemplate == "/b/configs/config.yaml")
        #expect(base.settings == "/b/configs/ccproxy.yaml")
        #expect(base.dotEnvironment == "/b/.env")
        #expect(base.engineBinaries == "/b/CLIProxyAPI")
        #expect(base.controlSocket == "/b/configs/.run/control.sock")
        #expect(base.daemonLock == "/b/configs/.run/daemon.lock")
        #expect(base.launchLock == "/b/configs/.run/launch.lock")
        #expect(base.daemonPID == "/b/configs/.run/daemon.pid")
        #expect(base.daemonLog == "/b/configs/.run/daemon.log")
        #expect(base.keys == "/b/configs/.run/keys")
        let codex = base.provider(.codex)
        #expect(codex.configuration == "/b/configs/codex/config.yaml")
        #expect(codex.pidFile == "/b/configs/codex/.proxy.pid")
        #expect(codex.recordFile == "/b/configs/codex/.proxy.json")
        #expect(codex.lockFile == "/b/configs/codex/.proxy.lock")
        #expect(codex.logs == "/b/configs/codex/logs")
    }

    @Test func `a path that is too long for a socket leads to one that is not`() throws {
        let long = BaseDirectory(path: "/" + String(repeating: "x", count: 200))
        let other = BaseDirectory(path: "/" + String(repeating: "x", count: 201))
        #expect(long.controlSocket.utf8.count <= BaseDirectory.longestSocketPath)
        #expect(long.controlSocket.hasPrefix("/tmp/ccproxy-\(CurrentProcess.userID)/"))
        #expect(long.controlSocket == BaseDirectory(path: long.path).controlSocket)
        #expect(long.controlSocket != other.controlSocket)
        let tail = "/configs/.run/control.sock"
        let fitting = "/" + String(repeating: "x", count: BaseDirectory.longestSocketPath - tail.count - 1)
        #expect(BaseDirectory(path: fitting).controlSocket == fitting + tail)
        #expect(BaseDirectory(path: fitting + "x").controlSocket.hasPrefix("/tmp/"))
    }

    @Test func `directories for running processes are made for their owner alone`() throws {
        try withTemporaryDirectory { directory in
            let base = BaseDirectory(path: directory.path("base"))
            try base.verifyControlSocketDirectory()
            try base.prepareRunDirectory()
            try base.prepareRunDirectory()
            #expect(try FileSystem.info(base.runDirectory)?.mode == 0o700)
            try FileSystem.setMode(base.runDirectory, 0o777)
            let error = try #require(throws: BaseDirectoryError.self) { try base.verifyControlSocketDirectory() }
            #expect(
                error
                    == .unsafeSocketDirectory(
                        path: base.runDirectory,
                        reason: "others may write to it. See what is in it, then chmod 700 it"
                    )
            )
            try FileSystem.removeTree(base.runDirectory)
            try FileSystem.write([], atomicallyTo: base.runDirectory, mode: 0o600, durable: false)
            #expect(throws: BaseDirectoryError.self) { try base.prepareRunDirectory() }
        }
    }
}
