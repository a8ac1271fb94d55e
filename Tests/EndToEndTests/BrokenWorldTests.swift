import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@Suite("A world that is broken")
struct BrokenWorldTests {
    /// What every failure has to be: status 1, a message that holds all of these, no trap.
    private func expectFailure(_ finished: Finished, _ words: String...) {
        #expect(finished.code == 1, "\(finished)")
        for word in words { #expect(finished.errors.contains(word), "\(word) is not in \(finished)") }
    }

    @Test func `a missing engine is named with every place that was looked at and the way to get one`() async throws {
        try await Installation.with { installation in
            try installation.configure(engine: "cli-proxy-api")
            expectFailure(try installation.run("start", "codex"), "cli-proxy-api", "CLIProxyAPI/")
            #expect(try installation.provider().state == .failed)
        }
    }

    @Test func `an engine without run bit comes with the chmod to type`() async throws {
        try await Installation.with { installation in
            let engine = installation.base.path + "/my engine"
            try FileSystem.write("#!/bin/sh\n", atomicallyTo: engine, mode: 0o644)
            try installation.configure(engine: engine)
            expectFailure(try installation.run("start", "codex"), "chmod +x '\(engine)'")
        }
    }

    @Test func `an engine for another machine is named as such`() async throws {
        try await Installation.with { installation in
            let engine = installation.base.path + "/engine"
            // ELF, 64 bits, little endian, e_machine 0xF3: RISC-V.
            var header: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + Array(repeating: 0, count: 9)
            header += [2, 0, 0xF3, 0] + Array(repeating: 0, count: 44)
            try FileSystem.write(header, atomicallyTo: engine, mode: 0o755)
            try installation.configure(engine: engine)
            expectFailure(try installation.run("start", "codex"), "RISC-V")
        }
    }

    @Test func `bad settings name file, line, value and the nearest key`() async throws {
        try await Installation.with { installation in
            let yaml = "providers:\n  codex:\n    prot: 18419\n"
            try FileSystem.write(yaml, atomicallyTo: installation.base.settings, mode: 0o600)
            expectFailure(try installation.run("start", "codex"), "ccproxy.yaml:3", "prot", "port")
        }
    }

    @Test func `a daemon that cannot run leaves no PID file behind`() async throws {
        try await Installation.with { installation in
            try FileSystem.write("providers: [", atomicallyTo: installation.base.settings, mode: 0o600)
            expectFailure(try installation.run("daemon", "run"), "ccproxy.yaml")
            #expect(!FileSystem.exists(installation.base.daemonPID))
        }
    }

    @Test(.enabled(if: FileSystem.exists("/proc/self/limits"), "only Linux tells the limits of another process"))
    func `a daemon that is started with few descriptors gets itself more`() async throws {
        try await Installation.with { installation in
            let finished = try RunningCommand(
                executable: "/bin/sh",
                arguments: ["-c", "ulimit -S -n 100 && exec \"$0\" --home \"$1\" start codex"]
                    + [installation.ccproxy, installation.base.path],
                environment: installation.defaultEnvironment,
                directory: installation.base.path
            ).wait()
            #expect(finished.code == 0, "\(finished)")
            let daemon = try #require(try installation.status().daemon.pid)
            let limits = String(decoding: try FileSystem.read("/proc/\(daemon)/limits"), as: UTF8.self)
            let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max open files") })
            let soft = try #require(line.split(separator: " ").compactMap { UInt64($0) }.first)
            #expect(soft > 100, "\(line)")
        }
    }

    @Test func `bad YAML in an engine's configuration names file and line, and the file stays as it is`() async throws {
        try await Installation.with { installation in
            let provider = installation.base.provider(.codex)
            try FileSystem.createDirectory(provider.path, mode: 0o700)
            let text = "port: 1\nhost: [unclosed\n"
            try FileSystem.write(text, atomicallyTo: provider.configuration, mode: 0o600)
            expectFailure(try installation.run("start", "codex"), "codex/config.yaml:")
            #expect(try FileSystem.read(provider.configuration) == Array(text.utf8))
        }
    }

    @Test(.enabled(if: !CurrentProcess.isRoot, "root may enter everything"))
    func `a directory that may not be entered is named`() async throws {
        try await Installation.with { installation in
            let provider = installation.base.provider(.codex)
            try FileSystem.createDirectory(provider.path, mode: 0o000)
            defer { try? FileSystem.setMode(provider.path, 0o700) }
            expectFailure(try installation.run("start", "codex"), provider.path, "Permission denied")
        }
    }

    @Test(.enabled(if: OtherUser.nobody != nil, "only root can be somebody else"))
    func `a directory of another user is named`() async throws {
        try await Installation.with { installation in
            let user = try #require(OtherUser.nobody)
            try installation.giveAway(to: user)
            let provider = installation.base.provider(.codex)
            try FileSystem.createDirectory(provider.path, mode: 0o700)
            expectFailure(try installation.run("start", "codex", as: user), provider.path, "Permission denied")
            _ = try installation.run("stop", as: user)
        }
    }

    @Test(.enabled(if: SmallDisk.isPossible, "only root can mount a small file system"))
    func `a full disk is said, and nothing half-written stays`() async throws {
        try await Installation.with { installation in
            let provider = installation.base.provider(.codex)
            try FileSystem.createDirectory(provider.path, mode: 0o700)
            try SmallDisk.with(mountedAt: provider.path) { disk in
                try disk.fill()
                expectFailure(try installation.run("start", "codex"), "No space left on device", provider.path)
                let left = try FileSystem.list(provider.path).filter { $0 != "filler" }
                for name in left {
                    let size = try FileSystem.info("\(provider.path)/\(name)")?.size ?? 0
                    #expect(name.hasSuffix(".lock") || size > 0, "\(name) is half-written")
                }
                #expect(
                    try installation.processes().filter {
                        ProcessFacts.of(pid: $0)?.command.contains("-config") == true
                    } == []
                )
                _ = try installation.run("stop")
            }
        }
    }

    @Test(.enabled(if: SmallDisk.isPossible, "only root can mount read-only"))
    func `a read-only configuration directory is said`() async throws {
        try await Installation.with { installation in
            let provider = installation.base.provider(.codex)
            try FileSystem.createDirectory(provider.path, mode: 0o700)
            try SmallDisk.with(mountedAt: provider.path, readOnly: true) { _ in
                expectFailure(try installation.run("start", "codex"), "Read-only file system", provider.path)
                _ = try installation.run("stop")
            }
        }
    }

    @Test func `every kind of nonsense on the command line ends with status 2`() async throws {
        try await Installation.with { installation in
            for arguments in [["strat"], ["status", "--jsn"], ["start", "codxe"], ["run"], ["logs", "-n", "x"]] {
                let finished = try installation.start(arguments).wait()
                #expect(finished.code == 2, "\(arguments): \(finished)")
                #expect(!finished.errors.isEmpty)
            }
        }
    }
}
