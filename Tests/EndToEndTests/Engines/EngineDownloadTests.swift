import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

/// `engine install` from a page of releases that the test serves.
struct EngineDownloadTests {
    /// What is at which path of the page.
    private typealias Pages = [String: Page]

    private enum Page: Sendable {
        case bytes([UInt8])
        case redirect(to: String)
        /// Announces more than it sends.
        case brokenOff
    }

    /// Runs `ccproxy engine install …` against a page of releases.
    private static func install(
        _ arguments: [String] = [],
        in installation: Installation,
        from pages: Pages
    ) throws -> Finished {
        try EventLoop.run { loop in
            let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            let port = listener.localAddress.port ?? 0
            let server = HTTPServer(listener, on: loop) { request, writer in
                switch pages[String(request.path)] {
                case .bytes(let bytes): try await writer.respond(.ok, body: bytes)
                case .redirect(let target):
                    try await writer.respond(302, fields: ["location": target])
                case .brokenOff:
                    let body = try await writer.start(.ok, fields: ["content-length": "1000000"])
                    try await body.write("the beginning")
                case nil: try await writer.respond(404)
                }
            }
            return try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                let command = try installation.start(
                    ["engine", "install"] + arguments,
                    environment: ["CCPROXY_ENGINE__RELEASES": "http://127.0.0.1:\(port)/releases"]
                )
                try await loop.readable(command.handle.descriptor)
                group.cancelAll()
                return try command.wait()
            }
        }
    }

    private static let suffix: String = {
        let system = Machine.current.system == .darwin ? "darwin" : "linux"
        return "\(system)_\(Machine.current.processor == .arm64 ? "aarch64" : "amd64").tar.gz"
    }()

    private func with(_ body: (Installation, EngineArchives) throws -> Void) async throws {
        try await Installation.with { installation throws in
            try withTemporaryDirectory { try body(installation, EngineArchives(directory: $0.path)) }
        }
    }

    private func pages(_ archives: EngineArchives, _ version: String, name: String) throws -> Pages {
        let path = try archives.release(version, name: name)
        let place = "/releases/download/v\(version)"
        return [
            "/releases/latest": .redirect(to: "/releases/tag/v\(version)"),
            "\(place)/checksums.txt": .bytes(try FileSystem.read("\(archives.directory)/checksums.txt")),
            "\(place)/\(name)": .redirect(to: "/stored/elsewhere"),
            "/stored/elsewhere": .bytes(try FileSystem.read(path)),
        ]
    }

    @Test func `the latest release is found, downloaded and verified`() async throws {
        try await with { installation, archives throws in
            let pages = try pages(archives, "7.2.140", name: "CLIProxyAPI_7.2.140_\(Self.suffix)")
            let run = try Self.install(in: installation, from: pages)
            #expect(run.code == 0, "\(run)")
            #expect(run.output.hasPrefix("cli-proxy-api 7.2.140 is installed: "))
            // No bar into a file.
            #expect(!run.errors.contains("["))
            let list = try installation.succeed("engine", "list", "--json").output
            #expect(list.contains(#""engine":"cli-proxy-api","version":"7.2.140""#))
        }
    }

    @Test func `names of the era before are found as well`() async throws {
        try await with { installation, archives throws in
            let name = "CLIProxyAPI_7.1.49_\(Self.suffix)".replacing("aarch64", with: "arm64")
            let run = try Self.install(["7.1.49"], in: installation, from: try pages(archives, "7.1.49", name: name))
            #expect(run.code == 0, "\(run)")
        }
    }

    @Test func `other bytes than were published are refused`() async throws {
        try await with { installation, archives throws in
            var pages = try pages(archives, "7.2.140", name: "CLIProxyAPI_7.2.140_\(Self.suffix)")
            pages["/stored/elsewhere"] = .bytes(Array("something else".utf8))
            let run = try Self.install(["7.2.140"], in: installation, from: pages)
            #expect(run.code == 1 && run.errors.contains("is not what was published"), "\(run)")
            #expect(!FileSystem.exists("\(installation.base.engineBinaries)/linux/amd64/cli-proxy-api"))
        }
    }

    @Test func `a download that breaks off leaves nothing behind`() async throws {
        try await with { installation, archives throws in
            var pages = try pages(archives, "7.2.140", name: "CLIProxyAPI_7.2.140_\(Self.suffix)")
            pages["/stored/elsewhere"] = .brokenOff
            let run = try Self.install(["7.2.140"], in: installation, from: pages)
            #expect(run.code == 1 && run.errors.contains("--from"), "\(run)")
            let left = try archives.shell("find '\(installation.base.engineBinaries)' -name '.new*'")
            #expect(left == "")
        }
    }

    @Test func `a release that is not complete yet, or not there, is said`() async throws {
        try await with { installation, archives throws in
            var pages = try pages(archives, "7.2.140", name: "CLIProxyAPI_7.2.140_\(Self.suffix)")
            pages["/releases/download/v7.2.140/checksums.txt"] = .bytes([])
            let incomplete = try Self.install(in: installation, from: pages)
            #expect(incomplete.code == 1 && incomplete.errors.contains("may not be complete yet"), "\(incomplete)")
            let missing = try Self.install(["1.2.3"], in: installation, from: pages)
            #expect(missing.code == 1 && missing.errors.contains("there is no http://"), "\(missing)")
            pages["/releases/latest"] = .redirect(to: "/releases")
            #expect(try Self.install(in: installation, from: pages).errors.contains("name one"))
        }
    }
}
