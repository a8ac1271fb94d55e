import PlatformSupport
import TestSupport
import Testing

@testable import ProxyModel

struct ProviderKeysTests {
    private func withBase<Result>(_ body: (BaseDirectory) throws -> Result) throws -> Result {
        try withTemporaryDirectory { try body(BaseDirectory(path: $0.path)) }
    }

    private func path(_ base: BaseDirectory) -> String {
        ProviderKeys.file(base: base, provider: .codex)
    }

    private func store(_ text: String, in base: BaseDirectory) throws {
        try FileSystem.createDirectory(base.keys, mode: 0o700)
        try FileSystem.write(text, atomicallyTo: path(base), mode: 0o600, durable: false)
    }

    @Test func `there are no keys before somebody has asked for some`() throws {
        try withBase { base in
            let keys = try ProviderKeys.load(base: base, provider: .codex)
            #expect(keys == nil)
            let names = try FileSystem.list(base.path)
            #expect(names == [], "looking makes nothing")
        }
    }

    @Test func `keys that were made stay the same`() throws {
        try withBase { base in
            let made = try ProviderKeys.loadOrCreate(base: base, provider: .codex)
            #expect(try ProviderKeys.loadOrCreate(base: base, provider: .codex) == made)
            #expect(try ProviderKeys.load(base: base, provider: .codex) == made)
        }
    }

    @Test func `each provider has keys of its own, and its two keys differ`() throws {
        try withBase { base in
            let codex = try ProviderKeys.loadOrCreate(base: base, provider: .codex)
            let claude = try ProviderKeys.loadOrCreate(base: base, provider: .claude)
            let all = [codex.apiKey, codex.managementKey, claude.apiKey, claude.managementKey]
            #expect(Set(all).count == 4)
        }
    }

    @Test func `a key is 32 bytes in base64url, the client's with a prefix that tells whose it is`() throws {
        try withBase { base in
            let keys = try ProviderKeys.loadOrCreate(base: base, provider: .codex)
            #expect(keys.apiKey.hasPrefix("sk-ccproxy-"))
            for key in [String(keys.apiKey.dropFirst("sk-ccproxy-".count)), keys.managementKey] {
                #expect(key.utf8.count == 43)
                #expect(key.utf8.allSatisfy { ProviderKeysTests.alphabet.contains($0) })
            }
        }
    }

    @Test func `the file is for its owner alone, and so is its directory`() throws {
        try withBase { base in
            _ = try ProviderKeys.loadOrCreate(base: base, provider: .codex)
            #expect(try FileSystem.info(path(base))?.mode == 0o600)
            #expect(try FileSystem.info(base.keys)?.mode == 0o700)
            #expect(try FileSystem.info(base.runDirectory)?.mode == 0o700)
            #expect(try FileSystem.info(base.configs)?.mode == 0o755)
            #expect(try FileSystem.list(base.keys) == ["codex.json"], "no temporary file is left")
        }
    }

    @Test(arguments: [UInt16(0o644), 0o640, 0o666, 0o604, 0o4600])
    func `permissions that let others at the keys are taken back`(mode: UInt16) throws {
        try withBase { base in
            let made = try ProviderKeys.loadOrCreate(base: base, provider: .codex)
            try FileSystem.setMode(path(base), mode)
            try FileSystem.setMode(base.keys, 0o755)
            #expect(try ProviderKeys.load(base: base, provider: .codex) == made)
            #expect(try FileSystem.info(path(base))?.mode == 0o600)
            #expect(try FileSystem.info(base.keys)?.mode == 0o700)
        }
    }

    @Test func `a file that only its owner may read is left as it is`() throws {
        try withBase { base in
            _ = try ProviderKeys.loadOrCreate(base: base, provider: .codex)
            try FileSystem.setMode(path(base), 0o400)
            _ = try ProviderKeys.load(base: base, provider: .codex)
            #expect(try FileSystem.info(path(base))?.mode == 0o400)
        }
    }

    @Test(arguments: [
        "", "   ", "sk-ccproxy-not-in-json", "null", "[]", "{}", #"{"api_key":"sk-ccproxy-0123456789abcdef"}"#,
        #"{"api_key":"sk-ccproxy-0123456789abcdef","management_key":7}"#,
        #"{"api_key":"sk-ccproxy-0123456789abcdef","management_key":"cc"}"#,
        #"{"api_key":"sk-ccproxy-0123456789 bcdef","management_key":"0123456789abcdef"}"#,
        #"{"api_key":"sk-ccproxy-0123456789\nbcdef","management_key":"0123456789abcdef"}"#,
        #"{"api_key":"sk-ccproxy-0123456789äbcdef","management_key":"0123456789abcdef"}"#,
    ])
    func `garbage is an error that names the file and the remedy, quotes nothing and overwrites nothing`(
        text: String
    ) throws {
        try withBase { base in
            try store(text, in: base)
            let error = try #require(throws: ProviderKeysError.self) {
                try ProviderKeys.loadOrCreate(base: base, provider: .codex)
            }
            #expect(error.description.contains(path(base)))
            #expect(error.description.contains("Remove it; `ccproxy restart codex`"))
            #expect(!error.description.contains("0123456789"))
            #expect(try FileSystem.read(path(base)) == Array(text.utf8))
        }
    }

    @Test func `keys of the user's own are accepted when they are long enough`() throws {
        try withBase { base in
            try store(#"{"management_key":"0123456789abcdef","api_key":"my.own~key+/=-_1"}"#, in: base)
            let keys = try ProviderKeys.loadOrCreate(base: base, provider: .codex)
            #expect(keys == ProviderKeys(apiKey: "my.own~key+/=-_1", managementKey: "0123456789abcdef"))
        }
    }

    @Test func `a directory and a huge file are errors that name the file`() throws {
        try withBase { base in
            try FileSystem.createDirectory(path(base), mode: 0o700)
            let isDirectory = #expect(throws: ProviderKeysError.self) {
                try ProviderKeys.loadOrCreate(base: base, provider: .codex)
            }
            #expect(isDirectory?.description.contains(path(base)) == true)
            try FileSystem.remove(path(base))
            try store(String(repeating: " ", count: 20_000), in: base)
            let isHuge = #expect(throws: ProviderKeysError.self) {
                try ProviderKeys.loadOrCreate(base: base, provider: .codex)
            }
            #expect(isHuge?.description.contains(path(base)) == true)
        }
    }

    @Test func `a link to nowhere in place of the keys is an error that names it, and is not followed`() throws {
        try withBase { base in
            try FileSystem.createDirectory(base.keys, mode: 0o700)
            try SpecialFiles.makeLink(to: "elsewhere", at: path(base))
            let error = try #require(throws: ProviderKeysError.self) {
                try ProviderKeys.loadOrCreate(base: base, provider: .codex)
            }
            #expect(error.description.contains(path(base)))
            #expect(try FileSystem.list(base.keys) == ["codex.json"])
        }
    }

    @Test func `nothing that prints keys shows them`() throws {
        try withBase { base in
            let keys = try ProviderKeys.loadOrCreate(base: base, provider: .codex)
            var dumped = ""
            dump(keys, to: &dumped)
            let texts = ["\(keys)", String(describing: keys), String(reflecting: keys), "\([keys])", dumped]
            for text in texts {
                #expect(!text.contains(keys.apiKey))
                #expect(!text.contains(keys.managementKey))
            }
        }
    }

    @Test func `whoever asks at the same time gets the same keys, and they are the ones that stay`() async throws {
        for _ in 0..<40 {
            try await withTemporaryDirectory { directory in
                let base = BaseDirectory(path: directory.path)
                let answers = try await withThrowingTaskGroup(of: ProviderKeys.self) { group in
                    for _ in 0..<6 {
                        group.addTask { try ProviderKeys.loadOrCreate(base: base, provider: .codex) }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                let kept = try ProviderKeys.load(base: base, provider: .codex)
                #expect(answers.allSatisfy { $0 == kept })
                #expect(try FileSystem.list(base.keys) == ["codex.json"])
            }
        }
    }

    private static let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
