import PlatformSupport
import TestSupport
import Testing

@testable import ProxyModel

struct EngineConfigurationTests {
    private struct Setup {
        let base: BaseDirectory
        let provider = ProviderSettings(id: .codex, kind: .codex, port: 18419)
        var path: String { base.provider(.codex).configuration }

        func prepare(_ provider: ProviderSettings? = nil) throws(EngineConfigurationError) -> EngineConfiguration.Change
        {
            try EngineConfiguration(provider ?? self.provider, base: base, apiKey: "our-key").prepare()
        }

        func put(_ text: String, mode: UInt16 = 0o600) throws {
            try FileSystem.createDirectory(base.provider(.codex).path, mode: 0o755)
            try FileSystem.write(text, atomicallyTo: path, mode: mode, durable: false)
        }

        func text() throws -> String { String(decoding: try FileSystem.read(path), as: UTF8.self) }
    }

    private func with(_ body: (Setup) throws -> Void) throws {
        try withTemporaryDirectory { try body(Setup(base: BaseDirectory(path: $0.path))) }
    }

    private static let repository = Paths.join(Fixtures.directory, "../../../configs/config.yaml")

    @Test func `the built-in template is the repository's`() throws {
        #expect(EngineTemplate.text == String(decoding: try FileSystem.read(Self.repository), as: UTF8.self))
    }

    @Test func `the template keeps to this machine and bounds what it writes`() throws {
        let root = try YAMLReader.read(FileSystem.read(Self.repository), file: "config.yaml")
        #expect(root["host"]?.value == .string("127.0.0.1"))
        #expect(root["auth-dir"]?.value == .string("./"))
        #expect(root["api-keys"]?.items?.isEmpty == true)
        #expect(root["logging-to-file"]?.value == .boolean(false))
        #expect(root["usage-statistics-enabled"]?.value == .boolean(true))
        #expect(root["ws-auth"]?.value == .boolean(true))
        #expect(root["remote-management"]?["allow-remote"]?.value == .boolean(false))
        #expect(root["remote-management"]?["secret-key"]?.value == .string(""))
        #expect(root["remote-management"]?["disable-control-panel"]?.value == .boolean(false))
        #expect(root["routing"]?["strategy"]?.value == .string("round-robin"))
    }

    @Test func `the first time it is copied from the template, for its owner alone`() throws {
        try with { setup in
            let template = "# mine\nhost: \"\" # any\nport: 8317\ndebug: true\n"
            try FileSystem.createDirectory(setup.base.configs, mode: 0o755)
            try FileSystem.write(template, atomicallyTo: setup.base.engineTemplate, mode: 0o644, durable: false)
            #expect(try setup.prepare() == .created)
            let directory = setup.base.provider(.codex).path
            let expected = """
                # mine
                host: "127.0.0.1" # any
                port: 18419
                debug: true
                auth-dir: "\(directory)"
                api-keys: [our-key]

                """
            #expect(try setup.text() == expected)
            #expect(try FileSystem.info(setup.path)?.mode == 0o600)
            #expect(try FileSystem.info(directory)?.mode == 0o700)
            #expect(try setup.prepare() == .none)
        }
    }

    @Test func `without a template the built-in one serves`() throws {
        try with { setup in
            #expect(try setup.prepare() == .created)
            let root = try YAMLReader.read(FileSystem.read(setup.path), file: "f")
            #expect(root["port"]?.value == .integer(18419))
            #expect(root["routing"]?["strategy"]?.value == .string("round-robin"))
            #expect(try setup.text().contains("# Replaced by the provider's own port."))
        }
    }

    @Test func `a file that is right is not touched, however it is written`() throws {
        try with { setup in
            let directory = setup.base.provider(.codex).path
            try setup.put(
                "{port: 0x47F3, 'host': '127.0.0.1', auth-dir: \(directory), api-keys: [a, \"our-key\"]} # mine"
            )
            let before = try FileSystem.info(setup.path)
            #expect(try setup.prepare() == .none)
            #expect(try FileSystem.info(setup.path) == before)
        }
    }

    @Test func `only the keys that differ are changed`() throws {
        try with { setup in
            let directory = setup.base.provider(.codex).path
            try setup.put(
                """
                # about me
                api-keys:
                  - "your-api-key-1" # example
                  - mine             # keep this
                  - "your-api-key-2"
                host: 127.0.0.1   # loopback
                port: "18419"     # text is not a port
                auth-dir: './'\r
                oauth-model-alias:
                  codex: [{name: a, alias: b}]

                """
            )
            #expect(try setup.prepare() == .edited(["port", "auth-dir", "api-keys"]))
            let expected = """
                # about me
                api-keys:
                  - mine             # keep this
                  - our-key
                host: 127.0.0.1   # loopback
                port: 18419     # text is not a port
                auth-dir: "\(directory)"\r
                oauth-model-alias:
                  codex: [{name: a, alias: b}]

                """
            #expect(try setup.text() == expected)
        }
    }

    @Test(arguments: [
        ("api-keys:\n", "api-keys: [our-key]\n"), ("api-keys: mine\n", "api-keys: [mine, our-key]\n"),
        ("api-keys: []\n", "api-keys: [our-key]\n"), ("api-keys: [your-api-key-3]\n", "api-keys: [our-key]\n"),
        ("api-keys: [12345]\n", "api-keys: [12345, our-key]\n"),
    ])
    func `keys of the user's own stay beside ours`(old: String, new: String) throws {
        try with { setup in
            try setup.put(old)
            _ = try setup.prepare()
            #expect(try setup.text().hasPrefix(new))
        }
    }

    @Test func `other addresses are written so that the engine reads them as text`() throws {
        try with { setup in
            _ = try setup.prepare(ProviderSettings(id: .codex, kind: .codex, port: 1, host: "::1"))
            #expect(try YAMLReader.read(FileSystem.read(setup.path), file: "f")["host"]?.value == .string("::1"))
        }
    }

    @Test(arguments: [
        ("port: 1\nport: 2\n", ":2:1: the key \"port\" stands on line 1 already. Remove one of them"),
        ("host:\n\tx\n", ":2:1: a tab cannot indent. Use spaces"),
        ("- a\n", ":1: the file is a list, not keys and values. Make it a mapping, or remove it to get a new one"),
        ("api-keys:\n  - {key: x}\n", ":2:5: api-keys has a mapping in it. Write each key as one text: - \"key\""),
    ])
    func `a file that is wrong is left alone and named with its line`(text: String, message: String) throws {
        try with { setup in
            try setup.put(text)
            let error = try #require(throws: EngineConfigurationError.self) { try setup.prepare() }
            #expect(error.description == setup.path + message)
            #expect(try setup.text() == text)
        }
    }

    @Test func `a fault in the template is the template's`() throws {
        try with { setup in
            try FileSystem.createDirectory(setup.base.configs, mode: 0o755)
            try FileSystem.write("a: [", atomicallyTo: setup.base.engineTemplate, mode: 0o644, durable: false)
            let error = try #require(throws: EngineConfigurationError.self) { try setup.prepare() }
            #expect(error.description.hasPrefix(setup.base.engineTemplate + ":1:4: "))
            #expect(!FileSystem.exists(setup.path))
        }
    }

    @Test func `a directory in its place is an error, and others lose their rights to the file`() throws {
        try with { setup in
            try setup.put("port: 18419\n", mode: 0o644)
            _ = try setup.prepare()
            #expect(try FileSystem.info(setup.path)?.mode == 0o600)
            #expect(try FileSystem.info(setup.base.provider(.codex).path)?.mode == 0o700)
            try FileSystem.remove(setup.path)
            try FileSystem.createDirectory(setup.path, mode: 0o755)
            #expect(throws: EngineConfigurationError.self) { try setup.prepare() }
        }
    }

    /// Also root cannot make files in /proc, and what lies there happens to be YAML.
    @Test(.enabled(if: FileSystem.exists("/proc/self/io")))
    func `a file that cannot be written is an error that names it`() throws {
        try with { setup in
            try FileSystem.createDirectory(setup.base.provider(.codex).path, mode: 0o700)
            try SpecialFiles.makeLink(to: "/proc/self/io", at: setup.path)
            let error = try #require(throws: EngineConfigurationError.self) { try setup.prepare() }
            #expect(error.description.hasPrefix("write \(setup.path): "))
        }
    }
}
