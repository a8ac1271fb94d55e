import Testing

@testable import ProxyModel

struct YAMLReaderTests {
    private func read(_ text: String) throws -> YAMLNode {
        try YAMLReader.read(Array(text.utf8), file: "f.yaml")
    }

    @Test func `a quoted number is text and a plain one is a number`() throws {
        let root = try read("a: \"18419\"\nb: 18419\n")
        #expect(root["a"]?.value == .string("18419"))
        #expect(root["a"]?.scalar?.style == .doubleQuoted)
        #expect(root["b"]?.value == .integer(18419))
        #expect(root["b"]?.scalar?.style == .plain)
    }

    @Test func `nodes know their line, their column in characters, and their bytes`() throws {
        let text = "é: {x: \"ü\", y: [1]}  # c\nlist:\n  - |\n    two\n    lines\nnone:\n"
        let root = try read(text)
        let bytes = Array(text.utf8)
        func slice(_ node: YAMLNode?) -> String? { node.map { String(decoding: bytes[$0.range], as: UTF8.self) } }
        let flow = try #require(root["é"])
        #expect(flow.mark == YAMLMark(line: 1, column: 4))
        #expect(slice(flow) == "{x: \"ü\", y: [1]}")
        #expect(flow["y"]?.mark == YAMLMark(line: 1, column: 16))
        #expect(slice(flow["x"]) == "\"ü\"")
        #expect(slice(root["list"]) == "- |\n    two\n    lines")
        #expect(root["list"]?.mark == YAMLMark(line: 3, column: 3))
        #expect(root["none"]?.mark == YAMLMark(line: 6, column: 6))
        #expect(root["none"]?.range.isEmpty == true)
        #expect(root.entry("none")?.keyMark == YAMLMark(line: 6, column: 1))
    }

    @Test func `an error names file, line, column, reason and remedy`() throws {
        let error = try #require(throws: YAMLError.self) { try read("port: 1\nhost: x\nport: 2\n") }
        #expect(
            error.description
                == "f.yaml:3:1: the key \"port\" stands on line 1 already. Remove one of them"
        )
    }

    @Test(arguments: [
        "a: &x 1", "a: *x", "a: !!str 1", "%YAML 1.2", "? a", "<<: 1", "a: 1\n---\nb: 1", "a:\n\tb: 1",
    ])
    func `what is left out on purpose says what to do instead`(text: String) throws {
        let error = try #require(throws: YAMLError.self) { try read(text) }
        #expect(error.message.split(separator: ". ").count == 2, "\(error)")
    }

    @Test func `mappings compare without order, lists with it`() throws {
        #expect(try read("{a: 1, b: 2}").hasSameMeaning(as: read("b: 2\na: 0x1\n")))
        #expect(try !read("[1, 2]").hasSameMeaning(as: read("[2, 1]")))
        #expect(try !read("a: 1").hasSameMeaning(as: read("a: '1'")))
        #expect(try read("[.nan]").hasSameMeaning(as: read("- .NaN")))
    }

    @Test func `special numbers are numbers`() throws {
        #expect(try read(".inf").value == .float(.infinity))
        #expect(try read("-.INF").value == .float(-.infinity))
        #expect(try read(".nan").value == .float(.nan))
    }
}
