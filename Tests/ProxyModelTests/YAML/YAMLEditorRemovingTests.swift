import TestSupport
import Testing

@testable import ProxyModel

struct YAMLEditorRemovingTests {
    private func remove(_ path: String, from text: String) throws -> String {
        let path = path.split(separator: ".").map(String.init)
        return String(decoding: try YAMLEditor.removing(path, in: Array(text.utf8), file: "f"), as: UTF8.self)
    }

    @Test(arguments: [
        ("a", "# mine\na: 1 # why\n# more\nb: 2\n", "# mine\n# more\nb: 2\n"),
        ("a", "a: 1", ""),
        ("b", "a: 1\nb: 2", "a: 1\n"),
        ("b", "a: 1\r\nb: 2\r\nc: 3\r\n", "a: 1\r\nc: 3\r\n"),
        ("a", "\u{FEFF}a: 1\nb: 2\n", "\u{FEFF}b: 2\n"),
        ("a", "---\na: 1\n", "---\n"),
        ("g.a", "g: # group\n  # about a\n  a: 1\n  b: 2\n", "g: # group\n  # about a\n  b: 2\n"),
        ("g.a", "g: # group\n  a: 1\nh: 2\n", "g: # group\nh: 2\n"),
        ("g", "g: # group\n  a: 1\n  # in it\n  b:\n    - 1\n    - 2\n# after\nh: 2\n", "# after\nh: 2\n"),
        ("b", "a: |+\n  text\nb: 1\n\nc: 2\n", "a: |+\n  text\nc: 2\n"),
        ("a", "a: |+\n  text\n\nb: 1\n", "\nb: 1\n"),
        ("a", "a: >-\n  text\n\n  more\n\n\nb: 1\n", "\n\nb: 1\n"),
        ("a", "a: \"one\n  two\" # c\nb: 1\n", "b: 1\n"),
        ("g.a", "g: {a: 1, b: 2} # c\n", "g: {b: 2} # c\n"),
        ("g.b", "g: {a: 1, b: 2}\n", "g: {a: 1}\n"),
        ("g.b", "g: {a: 1, b: 2, c: 3}\n", "g: {a: 1, c: 3}\n"),
        ("g.a", "g: { a: 1 }\n", "g: {  }\n"),
        ("g.a", "g: {a: 1,}\n", "g: {}\n"),
        ("g.b", "g: {a: 1, b: 2,}\n", "g: {a: 1,}\n"),
        ("g.a", "g: {a: 1, # first\n  b: 2}\n", "g: { # first\n  b: 2}\n"),
        ("g.b", "g: {a: 1, # first\n  b: 2}\n", "g: {a: 1 # first\n  }\n"),
        ("g.a", "g: {a, b: 2}\n", "g: {b: 2}\n"),
        ("nothing", "a: 1\n", "a: 1\n"),
        ("a.b", "a: 1\n", "a: 1\n"),
        ("a", "", ""),
    ])
    func `an entry is gone, and every other byte is as it was`(path: String, old: String, new: String) throws {
        #expect(try remove(path, from: old) == new)
    }

    @Test func `what cannot be taken out alone is left, and said`() throws {
        // The comment would become a line of the text.
        let text = "a: |\n  text\nb: 1\n  # about c\nc: 2\n"
        #expect(throws: YAMLEditError.irremovable(file: "f", key: "b")) { try remove("b", from: text) }
        #expect(throws: YAMLEditError.self) { try remove("a", from: "][") }
    }

    /// The paths of all entries that are below nothing but mappings.
    private func paths(in node: YAMLNode) -> [[String]] {
        (node.entries ?? []).flatMap { entry in [[entry.key]] + paths(in: entry.value).map { [entry.key] + $0 } }
    }

    /// What a text means when nothing is as good as an empty mapping.
    private func meaning(_ tree: YAMLTree, without path: ArraySlice<String>) -> YAMLTree {
        guard case .map(var members) = tree, let key = path.first else { return tree }
        members[key] = path.count > 1 ? members[key].map { meaning($0, without: path.dropFirst()) } : nil
        return members.isEmpty ? .scalar(.null) : .map(members)
    }

    private func normal(_ tree: YAMLTree) -> YAMLTree {
        switch tree {
        case .map(let members): members.isEmpty ? .scalar(.null) : .map(members.mapValues(normal))
        case .list(let items): .list(items.map(normal))
        case .scalar: tree
        }
    }

    @Test(arguments: RandomSeeds.fresh(5))
    func `whatever a document looks like, it reads as before without the entry, and nothing else has moved`(
        seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let bytes = Array(YAMLGenerator.document(&random).utf8)
            let root = try YAMLReader.read(bytes, file: "f")
            guard let path = paths(in: root).randomElement(using: &random) else { continue }
            let result = try #require(
                try? YAMLEditor.removing(path, in: bytes, file: "f"),
                "\(path) in \(excerpt(of: bytes))"
            )
            let tree = try YAMLReader.read(result, file: "f").tree
            #expect(
                normal(tree) == normal(meaning(root.tree, without: path[...])),
                "\(path) in \(excerpt(of: bytes))"
            )
            // What is left is the old text with one piece, or in braces two, cut out.
            let kept = zip(bytes, result).prefix { $0 == $1 }.count
            let tail = zip(bytes.reversed(), result.reversed()).prefix { $0 == $1 }.count
            let isInBraces = path.indices.dropFirst().contains { count in
                path[..<count].reduce(root as YAMLNode?) { $0?[$1] }?.isFlow == true
            }
            #expect(isInBraces || kept + tail >= result.count, "\(path) in \(excerpt(of: bytes))")
            #expect(try YAMLEditor.removing(path, in: result, file: "f") == result)
        }
    }
}
