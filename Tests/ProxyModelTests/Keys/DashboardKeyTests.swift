import PlatformSupport
import TestSupport
import Testing

@testable import ProxyModel

struct DashboardKeyTests {
    private func withBase<Result>(_ body: (BaseDirectory) throws -> Result) throws -> Result {
        try withTemporaryDirectory { directory in
            let base = BaseDirectory(path: directory.path)
            try base.prepareRunDirectory()
            return try body(base)
        }
    }

    private func store(_ text: String, in base: BaseDirectory, mode: UInt16 = 0o600) throws {
        try FileSystem.createDirectory(base.runDirectory, mode: 0o700)
        try FileSystem.write(text, atomicallyTo: base.dashboardKey, mode: mode, durable: false)
    }

    @Test func `a key is made once, of 32 bytes, for its owner alone`() throws {
        try withBase { base in
            let key = try DashboardKey.ensure(in: base)
            #expect(Base64URL.decode(key)?.count == 32)
            #expect(try DashboardKey.ensure(in: base) == key)
            #expect(try FileSystem.info(base.dashboardKey)?.mode == 0o600)
            #expect(try FileSystem.info(base.runDirectory)?.mode == 0o700)
            #expect(try FileSystem.list(base.runDirectory) == ["dashboard.key"], "no temporary file is left")
        }
    }

    @Test func `a base directory that was removed does not come back for a key`() throws {
        try withBase { base in
            try FileSystem.removeTree(base.configs)
            #expect(throws: DashboardKeyError.self) { try DashboardKey.ensure(in: base) }
            #expect(throws: SystemError.self) { try DashboardKey.renew(in: base) }
            #expect(!FileSystem.exists(base.configs))
        }
    }

    @Test(arguments: [UInt16(0o644), 0o640, 0o666])
    func `permissions that let others at the key are taken back`(mode: UInt16) throws {
        try withBase { base in
            let key = try DashboardKey.ensure(in: base)
            try FileSystem.setMode(base.dashboardKey, mode)
            #expect(try DashboardKey.ensure(in: base) == key)
            #expect(try FileSystem.info(base.dashboardKey)?.mode == 0o600)
        }
    }

    @Test(arguments: ["", "\n", "short", "fifteen-letters", "#%& sixteen letters", "한국어한국어한국어한국어"])
    func `a file that holds no key is named, not quoted and not replaced`(content: String) throws {
        try withBase { base in
            try store(content, in: base)
            let error = try #require(throws: DashboardKeyError.self) { try DashboardKey.ensure(in: base) }
            #expect(error == .malformed(path: base.dashboardKey))
            #expect(error.description.contains(base.dashboardKey))
            #expect(try FileSystem.read(base.dashboardKey, limit: 1000) == Array(content.utf8))
        }
    }

    @Test(arguments: [nil, "short", "a-key-that-somebody-knows"])
    func `a renewed key is another, whatever there was before`(former: String?) throws {
        try withBase { base in
            if let former { try store(former, in: base, mode: 0o644) }
            try DashboardKey.renew(in: base)
            let key = try DashboardKey.ensure(in: base)
            #expect(key != former)
            #expect(Base64URL.decode(key)?.count == 32)
            #expect(try FileSystem.info(base.dashboardKey)?.mode == 0o600)
            #expect(try FileSystem.list(base.runDirectory) == ["dashboard.key"], "no temporary file is left")
        }
    }

    @Test func `whoever asks at the same time gets the same key`() async throws {
        for _ in 0..<20 {
            try await withTemporaryDirectory { directory in
                let base = BaseDirectory(path: directory.path)
                try base.prepareRunDirectory()
                let answers = try await withThrowingTaskGroup(of: String.self) { group in
                    for _ in 0..<6 { group.addTask { try DashboardKey.ensure(in: base) } }
                    return try await group.reduce(into: Set()) { $0.insert($1) }
                }
                #expect(answers.count == 1)
            }
        }
    }
}
