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
