import TestSupport
import Testing

@testable import ProxyModel

struct YAMLEditorPropertyTests {
    private static let values: [YAMLTree] = [
        .integer(18419), .string("127.0.0.1"), .scalar(.null), .scalar(.boolean(true)), .list([]),
        .list([.string("a"), .string("new key")]), .map(["x": .integer(1), "y": .map(["z": .string("#")])]),
    ]

    @Test(arguments: RandomSeeds.fresh(5))
    func `an edit means exactly what was asked for and keeps every line that it is not about`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let bytes = Array(YAMLGenerator.document(&random).utf8)
            let root = try YAMLReader.read(bytes, file: "f")
            let value = Self.values.randomElement(using: &random) ?? .scalar(.null)
            let key = root.entries?.randomElement(using: &random)?.key ?? "a"
            let path = Bool.random(using: &random) ? [key] : ["added \(Int.random(in: 0...9, using: &random))"]
            let result = try #require(
                try? YAMLEditor.setting(path, to: value, in: bytes, file: "f"),
                "\(path) = \(value) in \(excerpt(of: bytes))"
            )
            let expected = root.tree.setting(path[...], to: value)
            #expect(
                try YAMLReader.read(result, file: "f").tree == expected,
                "\(path) = \(value) in \(excerpt(of: bytes))"
            )
            try expectUntouchedLines(of: bytes, in: result, except: root.entry(path[0])?.range)
        }
    }

    /// Every line outside of `range` still stands there, in the old order.
    private func expectUntouchedLines(of old: [UInt8], in new: [UInt8], except range: Range<Int>?) throws {
        var rest = new.split(separator: 0x0A, omittingEmptySubsequences: false)[...]
        var offset = 0
        for line in old.split(separator: 0x0A, omittingEmptySubsequences: false) {
            defer { offset += line.count + 1 }
            // The empty lines at the end of a text that keeps them belong to it.
            if let range, offset <= range.upperBound, offset + line.count >= range.lowerBound { continue }
            let text = line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line
            // A line break may have been put behind a last line that had none.
            let place = rest.firstIndex { $0 == line || $0.dropLast() == line || $0 == text }
            guard let place else {
                Issue.record("lost \(excerpt(of: line)) of \(excerpt(of: old))")
                return
            }
            rest = rest[(place + 1)...]
        }
    }

    @Test(arguments: RandomSeeds.fresh(5))
    func `whatever a document looks like, a value can be set in it or it says why not`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let corpus = try Fixtures.names(in: "yaml/valid", ending: ".yaml").map {
            try Fixtures.bytes("yaml/valid/\($0).yaml")
        }
        for _ in 0..<80 {
            var bytes = corpus.randomElement(using: &random) ?? []
            for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...20, using: &random)))
            }
            guard let root = try? YAMLReader.read(bytes, file: "f"), let entries = root.entries else { continue }
            for key in entries.map(\.key) + ["added"] {
                let value = Self.values.randomElement(using: &random) ?? .scalar(.null)
                let result = try #require(
                    try? YAMLEditor.setting([key], to: value, in: bytes, file: "f"),
                    "\(key) = \(value) in \(excerpt(of: bytes))"
                )
                #expect(
                    try YAMLReader.read(result, file: "f").tree == root.tree.setting([key], to: value),
                    "\(key) = \(value) in \(excerpt(of: bytes))"
                )
            }
        }
    }
}
