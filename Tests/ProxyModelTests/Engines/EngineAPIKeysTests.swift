import PlatformSupport
import TestSupport
import Testing

@testable import ProxyModel

struct EngineAPIKeysTests {
    private func with(_ text: String, _ body: (ProviderDirectory) throws -> Void) throws {
        try withTemporaryDirectory { temporary in
            let directory = ProviderDirectory(path: temporary.path)
            try FileSystem.write(text, atomicallyTo: directory.configuration, mode: 0o644)
            try body(directory)
        }
    }

    private func text(_ directory: ProviderDirectory) throws -> String {
        String(decoding: try FileSystem.read(directory.configuration), as: UTF8.self)
    }

    @Test func `a key is added behind the others, once, and the comments stay`() throws {
        try with("# mine\nport: 1 # here\nclaude-api-key:\n  - api-key: old # why\n    prefix: p\n") {
            directory throws in
            #expect(EngineAPIKeys.count(in: directory, kind: .claude) == 1)
            #expect(try EngineAPIKeys.add("sk-new", address: nil, kind: .claude, in: directory))
            #expect(
                try text(directory)
                    == "# mine\nport: 1 # here\nclaude-api-key:\n  - api-key: old # why\n    prefix: p\n"
                    + "  - api-key: sk-new\n"
            )
            #expect(try FileSystem.info(directory.configuration).map { $0.mode & 0o777 } == 0o600)
            #expect(try !EngineAPIKeys.add("sk-new", address: nil, kind: .claude, in: directory))
            #expect(try EngineAPIKeys.add("sk-new", address: "http://x", kind: .claude, in: directory))
            #expect(EngineAPIKeys.count(in: directory, kind: .claude) == 3)
            #expect(EngineAPIKeys.count(in: directory, kind: .codex) == 0)
        }
    }

    @Test func `a Codex key says where it goes, since cli-proxy-api drops one that does not`() throws {
        try with("port: 1\n") { directory throws in
            #expect(try EngineAPIKeys.add("sk-1", address: nil, kind: .codex, in: directory))
            #expect(
                try text(directory)
                    == "port: 1\ncodex-api-key:\n  - api-key: sk-1\n    base-url: \"https://api.openai.com/v1\"\n"
            )
            #expect(try EngineAPIKeys.add("g", address: nil, kind: .gemini, in: directory))
            #expect(try text(directory).hasSuffix("gemini-api-key:\n  - api-key: g\n"))
        }
    }

    @Test func `keys that are added while the engine's own values are set are all there afterwards`() async throws {
        try await withTemporaryDirectory { temporary in
            let base = BaseDirectory(path: temporary.path)
            let directory = base.provider(.codex)
            try FileSystem.createDirectory(base.configs, mode: 0o755)
            try FileSystem.createDirectory(directory.path, mode: 0o700)
            try FileSystem.write("port: 1\n", atomicallyTo: directory.configuration, mode: 0o600)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        _ = try EngineAPIKeys.add("sk-\(number)", address: nil, kind: .codex, in: directory)
                    }
                    group.addTask { try Self.start(number, in: base) }
                }
                try await group.waitForAll()
            }
            let root = try YAMLReader.read(FileSystem.read(directory.configuration), file: "config.yaml")
            #expect(root["codex-api-key"]?.items?.count == 20)
            #expect(root["api-keys"]?.items?.count == 20)
        }
    }

    /// What a start does to the configuration; where somebody writes it, again.
    private static func start(_ number: Int, in base: BaseDirectory) throws {
        let provider = ProviderSettings(id: .codex, kind: .codex, port: UInt16(2000 + number))
        let configuration = EngineConfiguration(provider, base: base, apiKey: "ours-\(number)")
        while true {
            do {
                try configuration.prepare()
                return
            } catch EngineConfigurationError.busy {
                continue
            }
        }
    }

    @Test func `whoever may not wait says that the file is being changed, and leaves it as it is`() throws {
        try withTemporaryDirectory { temporary in
            let base = BaseDirectory(path: temporary.path)
            let file = base.provider(.codex).configuration
            try FileSystem.createDirectory(base.configs, mode: 0o755)
            try FileSystem.createDirectory(base.provider(.codex).path, mode: 0o700)
            try FileSystem.write("port: 1\n", atomicallyTo: file, mode: 0o600)
            let configuration = EngineConfiguration(
                ProviderSettings(id: .codex, kind: .codex, port: 2),
                base: base,
                apiKey: "ours"
            )
            try whileLocked(file) {
                #expect(throws: EngineConfigurationError.busy(file: file)) { try configuration.prepare() }
            }
            #expect(try FileSystem.read(file) == Array("port: 1\n".utf8))
            #expect(try configuration.prepare() != .none)
            // Who has nothing to write needs no lock.
            try whileLocked(file) {
                let change = try configuration.prepare()
                #expect(change == .none)
            }
        }
    }

    private func whileLocked(_ file: String, _ body: () throws -> Void) throws {
        let lock = try FileLock.acquire(ConfigurationLock.path(for: file))
        defer { _ = lock.descriptor }
        try body()
    }

    @Test func `a file that cannot take it stays as it is, and the key is not quoted`() throws {
        for old in ["claude-api-key: nonsense\n", "][", "- list\n"] {
            try with(old) { directory throws in
                let error = #expect(throws: EngineConfigurationError.self) {
                    try EngineAPIKeys.add("SECRET", address: nil, kind: .claude, in: directory)
                }
                #expect(error?.description.contains("SECRET") == false)
                #expect(try text(directory) == old)
            }
        }
    }
}
