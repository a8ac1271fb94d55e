import PlatformSupport
import ProxyModel
import TestSupport
import Testing

/// `engine install --from` with archives as they are, as they should not be, and as somebody wants them to be.
struct EngineInstallTests {
    private func with(_ body: (Installation, EngineArchives) throws -> Void) async throws {
        try await Installation.with { installation throws in
            try withTemporaryDirectory { try body(installation, EngineArchives(directory: $0.path)) }
        }
    }

    private func current(_ installation: Installation) -> String {
        let machine = Machine.current.processor == .arm64 ? "arm64" : "amd64"
        let system = Machine.current.system == .darwin ? "darwin" : "linux"
        return "\(installation.base.engineBinaries)/\(system)/\(machine)/cli-proxy-api"
    }

    /// Everything below the directory of engines but the lock.
    private func files(_ installation: Installation) throws -> [String] {
        let versions = "\(Paths.parent(of: current(installation)))/versions"
        return (try? FileSystem.list(versions)) ?? []
    }

    @Test func `a release is installed, another one takes its place, and the first can be had back`() async throws {
        try await with { installation, archives throws in
            try installation.succeed("engine", "install", "--from", try archives.release("7.2.140"))
            #expect(try installation.succeed("engine", "list").output.contains("7.2.140"))
            let second = try installation.succeed(
                "engine",
                "install",
                "--from",
                try archives.release("7.1.49"),
                "--json"
            )
            #expect(second.output.contains(#""version":"7.1.49""#))
            #expect(try files(installation) == ["7.1.49", "7.2.140"])
            #expect(try FileSystem.readLink(current(installation)) == "versions/7.1.49/cli-proxy-api")
            try installation.succeed("engine", "use", "v7.2.140")
            #expect(try FileSystem.readLink(current(installation)) == "versions/7.2.140/cli-proxy-api")
            let missing = try installation.run("engine", "use", "6.0.0")
            #expect(missing.code == 1 && missing.errors.contains("installed: 7.1.49, 7.2.140"))
        }
    }

    @Test func `a third release takes the first one's place, and says so`() async throws {
        try await with { installation, archives throws in
            for version in ["7.1.49", "7.2.139"] {
                let run = try installation.succeed("engine", "install", "--from", try archives.release(version))
                #expect(!run.errors.contains("No longer kept"))
            }
            let run = try installation.succeed("engine", "install", "--from", try archives.release("7.2.140"))
            #expect(run.errors.contains("No longer kept: cli-proxy-api 7.1.49."))
            #expect(try files(installation) == ["7.2.139", "7.2.140"])
        }
    }

    @Test func `while one command changes the engines, another one does not`() async throws {
        try await with { installation, archives throws in
            try installation.succeed("engine", "install", "--from", try archives.release("7.2.140"))
            try installation.succeed("engine", "install", "--from", try archives.release("7.1.49"))
            let place = "\(Paths.parent(of: current(installation)))/.install.lock"
            let lock = try FileLock.acquire(place)
            let run = try installation.run("engine", "use", "7.2.140")
            #expect(run.code == 1 && run.errors.contains("another 'ccproxy engine'"), "\(run)")
            #expect(try FileSystem.readLink(current(installation)) == "versions/7.1.49/cli-proxy-api")
            _ = consume lock
            try installation.succeed("engine", "use", "7.2.140")
        }
    }

    @Test func `a program that was put there by hand is kept`() async throws {
        try await with { installation, archives throws in
            let place = current(installation)
            try FileSystem.createDirectory(Paths.parent(of: place), mode: 0o755)
            try FileSystem.write(EngineArchives.program("6.9.49"), atomicallyTo: place, mode: 0o755)
            try installation.succeed("engine", "install", "--from", try archives.release("7.2.140"))
            #expect(try files(installation) == ["6.9.49", "7.2.140"])
            try installation.succeed("engine", "use", "6.9.49")
            #expect(try FileSystem.read(place) == Array(EngineArchives.program("6.9.49").utf8))
        }
    }

    @Test func `an archive is not trusted without its checksum, nor with another one`() async throws {
        try await with { installation, archives throws in
            let path = try archives.release("7.2.140")
            try FileSystem.remove("\(archives.directory)/checksums.txt")
            let unknown = try installation.run("engine", "install", "--from", path)
            #expect(unknown.code == 1 && unknown.errors.contains("checksum"))
            let wrong = String(repeating: "0", count: 64)
            let refused = try installation.run("engine", "install", "--from", path, "--sha256", wrong)
            #expect(refused.code == 1 && refused.errors.contains("is not what was published"))
            #expect(try installation.run("engine", "install", "--from", path, "--sha256", "00").code == 2)
            try archives.shell("sha256sum '\(path)' >'\(path).sha256'; echo more >>'\(path)'")
            #expect(try installation.run("engine", "install", "--from", path).code == 1)
            #expect(!FileSystem.exists(current(installation)))
            #expect(try files(installation) == [])
        }
    }

    /// Scripts that make `bad.tar.gz` from `cli-proxy-api`, and what is said about it.
    private static let badArchives = [
        ("tar czf good.tar.gz cli-proxy-api; head -c 100 good.tar.gz >bad.tar.gz", "cannot be unpacked"),
        ("tar cf x.tar cli-proxy-api; head -c 700 x.tar | gzip >bad.tar.gz", "cannot be unpacked"),
        ("tar cPzf bad.tar.gz --transform 's,LICENSE,../../evil,' cli-proxy-api LICENSE", "outside"),
        ("tar cPzf bad.tar.gz --transform 's,LICENSE,/tmp/ccproxy-evil,' cli-proxy-api LICENSE", "outside"),
        ("ln -s /etc/passwd link; tar czf bad.tar.gz cli-proxy-api link", "is a link to '/etc/passwd'"),
        ("ln cli-proxy-api hard; tar czf bad.tar.gz cli-proxy-api hard", "is a link to"),
        ("ln -s /bin/sh l; tar czf bad.tar.gz --transform 's,^l$,cli-proxy-api,' l", "is a link to '/bin/sh'"),
        ("mkfifo f; tar czf bad.tar.gz cli-proxy-api f", "neither a file nor a directory"),
        ("tar czf bad.tar.gz cli-proxy-api LICENSE cli-proxy-api --hard-dereference", "stands there twice"),
        ("tar czf bad.tar.gz LICENSE", "has no cli-proxy-api in it"),
        ("mkdir -p d; cp cli-proxy-api d; tar czf bad.tar.gz d", "has no cli-proxy-api in it"),
        ("echo no archive >bad.tar.gz", "cannot be unpacked"),
        ("echo no archive | gzip >bad.tar.gz", "cannot be unpacked"),
        ("echo text >cli-proxy-api; tar czf bad.tar.gz cli-proxy-api", "cannot be used"),
        ("printf '#!/bin/sh\\nexit 1\\n' >cli-proxy-api; tar czf bad.tar.gz cli-proxy-api", "does not say its version"),
        ("printf '#!/no/such\\n' >cli-proxy-api; tar czf bad.tar.gz cli-proxy-api", "cannot be used"),
    ]

    @Test func `a program is installed as the version that it is`() async throws {
        try await with { installation, archives throws in
            let archive = try archives.release("7.2.140")
            let run = try installation.run("engine", "install", "7.9.9", "--from", archive)
            #expect(run.code == 1 && run.errors.contains("it is version 7.2.140, not 7.9.9"), "\(run)")
            #expect(try files(installation) == [])
        }
    }

    @Test(arguments: badArchives)
    func `a bad archive changes nothing`(script: String, complaint: String) async throws {
        try await with { installation, archives throws in
            let good = try archives.release("7.2.140")
            try installation.succeed("engine", "install", "--from", good)
            try archives.shell("\(script)\nsha256sum bad.tar.gz >bad.tar.gz.sha256")
            let run = try installation.run("engine", "install", "9.9.9", "--from", "\(archives.directory)/bad.tar.gz")
            #expect(run.code == 1 && run.errors.contains(complaint), "\(run)")
            #expect(try files(installation) == ["7.2.140"])
            #expect(try FileSystem.readLink(current(installation)) == "versions/7.2.140/cli-proxy-api")
            #expect(!FileSystem.exists("/tmp/ccproxy-evil"))
        }
    }
}
