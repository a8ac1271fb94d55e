import PlatformSupport
import TestSupport
import Testing

@testable import ProxyModel

struct EngineStoreTests {
    private static let machine = Machine(system: .linux, processor: .amd64)

    private func with(_ body: (EngineStore) throws -> Void) throws {
        try withTemporaryDirectory { try body(EngineStore(base: BaseDirectory(path: $0.path), machine: Self.machine)) }
    }

    /// Keeps a program that says which version it is, as an installation does.
    private func keep(_ versions: String..., in store: EngineStore) throws {
        for text in versions {
            let file = try store.temporaryFile()
            try FileSystem.write(text, atomicallyTo: file, mode: 0o755)
            try store.keep(file, as: version(text))
        }
    }

    private func version(_ text: String) throws -> ReleaseVersion { try #require(ReleaseVersion(text)) }

    /// Puts a program there, as somebody does by hand.
    private func put(_ text: String, in store: EngineStore) throws {
        try FileSystem.remove(store.current)
        try FileSystem.write(text, atomicallyTo: store.current, mode: 0o755)
    }

    private func text(_ name: String, in store: EngineStore) throws -> String {
        String(decoding: try FileSystem.read(store.path(of: version(name))), as: UTF8.self)
    }

    @Test func `every program that was put there by hand is kept, whatever it says it is`() throws {
        try with { store in
            try keep("7.2.140", in: store)
            for (number, said) in [nil, nil, "7.2.140", "7.2.140", "7.2.140", "7.1.0"].enumerated() {
                try put("by hand \(number)", in: store)
                try store.use(version("7.2.140")) { said.flatMap { ReleaseVersion($0) } }
            }
            let names = [
                "0-unknown", "0-unknown-before", "7.2.140-before", "7.2.140-before-2", "7.2.140-before-3", "7.1.0",
            ]
            for (number, name) in names.enumerated() { #expect(try text(name, in: store) == "by hand \(number)") }
            #expect(try text("7.2.140", in: store) == "7.2.140")
            try keep("7.3.0", in: store)
            try store.use(version("7.3.0")) { nil }
            _ = store.prune(keeping: 1, displaced: nil, sparing: [])
            for (number, name) in names.enumerated() { #expect(try text(name, in: store) == "by hand \(number)") }
        }
    }

    @Test func `a program whose version leaves no room for more is kept all the same`() throws {
        try with { store in
            let long = "1." + String(repeating: "2", count: 62)
            try keep("7.2.140", long, in: store)
            try put("by hand", in: store)
            try store.use(version("7.2.140")) { ReleaseVersion(long) }
            #expect(try text("0-unknown-before", in: store) == "by hand")
        }
    }

    @Test func `of many versions the one that is used and the one before it stay, and what somebody needs`() throws {
        try with { store in
            try keep("7.1.1", "7.1.2", "7.1.3", "7.1.4", "7.2.0", "0-unknown", "7.1.1-before-2", in: store)
            try store.use(version("7.1.2")) { nil }
            let displaced = try store.use(version("7.2.0")) { nil }
            #expect(displaced == ReleaseVersion("7.1.2"))
            let needed = try store.path(of: version("7.1.3"))
            let gone = store.prune(keeping: 2, displaced: displaced, sparing: [needed])
            #expect(gone.map(\.text) == ["7.1.1", "7.1.4"])
            #expect(store.versions.map(\.text) == ["0-unknown", "7.1.1-before-2", "7.1.2", "7.1.3", "7.2.0"])
            #expect(!FileSystem.exists(Paths.parent(of: try store.path(of: version("7.1.1")))))
            // Another look finds nothing more to remove, and no link that leads nowhere.
            #expect(store.prune(keeping: 2, displaced: displaced, sparing: [needed]).isEmpty)
            #expect(FileSystem.exists(store.current))
        }
    }

    @Test func `an installation of what is used already keeps the newest beside it`() throws {
        try with { store in
            try keep("7.1.1", "7.1.2", "7.2.0", in: store)
            try store.use(version("7.2.0")) { nil }
            let displaced = try store.use(version("7.2.0")) { nil }
            #expect(displaced == ReleaseVersion("7.2.0"))
            #expect(store.prune(keeping: 2, displaced: displaced, sparing: []).map(\.text) == ["7.1.1"])
        }
    }
}
