import TestSupport
import Testing

@testable import ProxyModel

struct YAMLEditorAppendingTests {
    private static let item = YAMLTree.map(["api-key": .string("k2"), "base-url": .string("u")])

    private func append(_ text: String, _ item: YAMLTree = item) throws -> String {
        String(decoding: try YAMLEditor.appending(item, to: "keys", in: Array(text.utf8), file: "f"), as: UTF8.self)
    }

    @Test(arguments: [
        (
            "keys:\n  - api-key: k1 # mine\n\n# after\nb: 1\n",
            "keys:\n  - api-key: k1 # mine\n  - api-key: k2\n    base-url: u\n\n# after\nb: 1\n"
        ),
        (
            "keys:\n- api-key: k1\n  prefix: p\nb: 1\n",
            "keys:\n- api-key: k1\n  prefix: p\n- api-key: k2\n  base-url: u\nb: 1\n"
        ),
        ("keys:\r\n- a: 1\r\n", "keys:\r\n- a: 1\r\n- api-key: k2\r\n  base-url: u\r\n"),
        ("keys:\n- a: 1", "keys:\n- a: 1\n- api-key: k2\n  base-url: u"),
        ("keys: [{api-key: k1}] # c\n", "keys: [{api-key: k1}, {api-key: k2, base-url: u}] # c\n"),
        ("keys: [] # none\n", "keys: [{api-key: k2, base-url: u}] # none\n"),
        ("keys:\nb: 1\n", "keys: [{api-key: k2, base-url: u}]\nb: 1\n"),
        ("b: 1 # c\n", "b: 1 # c\nkeys:\n  - api-key: k2\n    base-url: u\n"),
        ("", "keys:\n  - api-key: k2\n    base-url: u\n"),
        ("# only this\n", "# only this\nkeys:\n  - api-key: k2\n    base-url: u\n"),
    ])
    func `an item follows the others, and everything beside it stays`(old: String, new: String) throws {
        #expect(try append(old) == new)
    }

    @Test func `what is no list is not replaced`() {
        for text in ["keys: yes\n", "keys: {a: 1}\n"] {
            let error = #expect(throws: YAMLEditError.self) { try append(text) }
            #expect(error?.description.contains("keys is") == true)
        }
        #expect(throws: YAMLEditError.self) { try append("- a\n") }
        #expect(throws: YAMLEditError.self) { try append("][") }
    }

    @Test(arguments: RandomSeeds.fresh(5))
    func `whatever a document looks like, an item can be added to each of its lists`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let corpus = try Fixtures.names(in: "yaml/valid", ending: ".yaml").map {
            try Fixtures.bytes("yaml/valid/\($0).yaml")
        }
        let generated = (0..<40).map { _ in Array(YAMLGenerator.document(&random).utf8) }
        for bytes in corpus + generated {
            guard let root = try? YAMLReader.read(bytes, file: "f"), let entries = root.entries else { continue }
            let lists = entries.filter { $0.value.items != nil }.map(\.key)
            for key in lists + ["added"] {
                let text = String(decoding: bytes, as: UTF8.self).debugDescription
                let result = try #require(
                    try? YAMLEditor.appending(Self.item, to: key, in: bytes, file: "f"),
                    "\(key) in \(text)"
                )
                let wanted = root.tree.setting([key], to: .list((root[key]?.items ?? []).map(\.tree) + [Self.item]))
                #expect(try YAMLReader.read(result, file: "f").tree == wanted)
            }
        }
    }
}
