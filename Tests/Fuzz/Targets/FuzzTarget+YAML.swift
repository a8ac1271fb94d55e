import PlatformSupport
import ProxyModel
import TestSupport

extension FuzzTarget {
    /// The texts of the reader's own tests, beside the sources; a few short ones where there are none.
    private static let mutator: Mutator = {
        let tests = Paths.parent(of: Paths.parent(of: Paths.parent(of: #filePath)))
        let folders = ["valid", "invalid"].map { Paths.join(tests, "ProxyModelTests/Fixtures/yaml/\($0)") }
        let files = folders.flatMap { folder in
            ((try? FileSystem.list(folder)) ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
                .compactMap { try? FileSystem.read(Paths.join(folder, $0)) }
        }
        let short = [
            "a: 1 # c\nb:\n  - x\n  -\n    y\n", "{a: [1, 'b'], \"c\": {d: }}\r\n",
            "a: |+\n  text\n\nb: >-\n  x\n   y\n", "",
            "# c\n---\nport: 8317\napi-keys:\n- a # one\n- b\n...\n",
        ]
        return Mutator(
            files + short.map { Array($0.utf8) },
            tokens: [
                ": ", ":", "- ", "-", "\n", "\n  ", "\n- ", " ", "\"", "'", "#", " #", "[", "]", "{", "}", ",", "|",
                ">", "|-\n",
                ">+2\n", "\t", "? ", "key", "\\", "\\x4", "---\n", "...\n", "\r\n", "\r", "&a ", "*a", "!t ", "<<: ",
                "~", "ü",
                "\0", "\u{FEFF}", "\u{85}", "0x", ".inf", "1_000", "=", "%YAML 1.2\n", "@", "`",
            ]
        )
    }()

    /// Texts in YAML; an error lies in the text, and what was read can be written.
    static let yamlReader = FuzzTarget("yaml-reader", mutator) { bytes, _ in
        let root: YAMLNode
        do throws(YAMLError) {
            root = try YAMLReader.read(bytes, file: "f")
        } catch {
            let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
            guard error.mark.line <= lines, error.mark.column <= bytes.count + 1 else {
                throw FuzzFailure("\(error) is beside the text")
            }
            return
        }
        guard root.range.upperBound <= bytes.count else { throw FuzzFailure("it ends at \(root.range)") }
        // Below a key it is a level deeper.
        guard depth(of: root.tree) < YAMLReader.maximumDepth else { return }
        // The editor reads what it has written, and refuses when that means something else.
        guard (try? YAMLEditor.setting(["copy"], to: root.tree, in: [], file: "f")) != nil else {
            throw FuzzFailure("what it means cannot be written: \(root.tree)")
        }
    }

    private static func depth(of tree: YAMLTree) -> Int {
        switch tree {
        case .scalar: 0
        case .list(let items): 1 + (items.map(depth).max() ?? 0)
        case .map(let members): 1 + (members.values.map(depth).max() ?? 0)
        }
    }

    private static let values: [YAMLTree] = [
        .integer(18419), .string("127.0.0.1"), .scalar(.null), .scalar(.boolean(true)), .list([]),
        .list([.string("a"), .string("new key")]), .map(["x": .integer(1), "y": .map(["z": .string("#")])]),
    ]

    /// Values set in any mapping that can be read: all of them can be, at the root and one below.
    static let yamlEditor = FuzzTarget("yaml-editor", mutator) { bytes, random in
        guard let root = try? YAMLReader.read(bytes, file: "f"), let entries = root.entries else { return }
        let value = values.randomElement(using: &random) ?? .scalar(.null)
        let known = entries.randomElement(using: &random)
        var path = [Bool.random(using: &random) ? known?.key ?? "added" : "added"]
        if path[0] == known?.key, let inner = known?.value.entries, Bool.random(using: &random) {
            path.append(inner.randomElement(using: &random)?.key ?? "added")
        }
        do {
            _ = try YAMLEditor.setting(path, to: value, in: bytes, file: "f")
        } catch {
            throw FuzzFailure("\(path) = \(value): \(error)")
        }
    }
}
