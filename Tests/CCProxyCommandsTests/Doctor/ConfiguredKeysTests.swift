import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import CCProxyCommands

struct ConfiguredKeysTests {
    @Test func `keys of every kind are seen, and what only looks like keys is none`() throws {
        try withTemporaryDirectory { directory in
            let provider = BaseDirectory(path: directory.path("base")).provider(.codex)
            try FileSystem.createDirectory(provider.path, mode: 0o700)
            func exist(_ text: String) throws -> Bool {
                try FileSystem.write(text, atomicallyTo: provider.configuration, mode: 0o600)
                return ConfiguredKeys.exist(in: provider)
            }
            for name in ConfiguredKeys.names {
                #expect(try exist("port: 1\n\(name):\n  - {api-key: x}\n"), "\(name)")
                #expect(try exist("{\(name): [{api-key: x}]}"), "\(name)")
                #expect(try !exist("# \(name): [x]\n\(name): []\n"), "\(name)")
            }
            #expect(try !exist("api-keys: [mine]\nws-auth: true\n"))
            #expect(try !exist(""))
        }
    }
}
