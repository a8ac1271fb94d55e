import Testing

@testable import ProxyModel

struct YAMLEditorTests {
    private func set(_ path: String, _ value: YAMLTree, in text: String) throws -> String {
        let path = path.split(separator: ".").map(String.init)
        return String(decoding: try YAMLEditor.setting(path, to: value, in: Array(text.utf8), file: "f"), as: UTF8.self)
    }

    @Test func `a value that means the same already is not touched`() throws {
        let text = "port:   0x10   # sixteen\r\nkeys: [ 'a',b ]"
        #expect(try set("port", .integer(16), in: text) == text)
        #expect(try set("keys", .list([.string("a"), .string("b")]), in: text) == text)
    }

    @Test(arguments: [
        ("port: 8317  # mine\nb: 1\n", "port: 18419  # mine\nb: 1\n"),
        ("port: \"18419\"\n", "port: 18419\n"),
        ("port:   # none\nb: 1\n", "port: 18419   # none\nb: 1\n"),
        ("port:", "port: 18419"),
        ("a: 1\nport: ~ # c", "a: 1\nport: 18419 # c"),
        ("port: one\n  two # c\nb: 1\n", "port: 18419 # c\nb: 1\n"),
        ("port: [1,\n 2] # c\n", "port: 18419 # c\n"),
        ("port: # c\n  a: 1 # d\n  # e\n  b: 2\nb: 1\n", "port: 18419 # c\nb: 1\n"),
        ("port:\n- a\n- b\n# after\nb: 1\n", "port: 18419\n# after\nb: 1\n"),
        // What stands behind the last line moves up, where a tab would indent it.
        ("port:\n\n-  =\t\t", "port: 18419\n"),
        ("port:\n\n- a\t# c\n", "port: 18419\n # c\n"),
        ("port:\n  - |\n    text\nb: 1\n", "port: 18419\nb: 1\n"),
        ("port: | # c\n  text\n\nb: 1\n", "port: 18419 # c\n\nb: 1\n"),
        ("port: |+\n  text\n\nb: 1\n", "port: 18419\nb: 1\n"),
        ("port: >-\nb: 1\n", "port: 18419\nb: 1\n"),
        ("port:\n  # why\n  8317 # c\n", "port:\n  # why\n  18419 # c\n"),
        ("\"port\": 1\n", "\"port\": 18419\n"),
        ("{port: 1, b: 2}\n", "{port: 18419, b: 2}\n"),
        ("{b: 2, port}\n", "{b: 2, port: 18419}\n"),
        ("{b: 2, port: }\n", "{b: 2, port: 18419 }\n"),
        ("port: 1\r\nb: 2\r\n", "port: 18419\r\nb: 2\r\n"),
        ("\u{FEFF}port: 1", "\u{FEFF}port: 18419"),
        ("nested:\n  port: 1\nport: 2\n", "nested:\n  port: 1\nport: 18419\n"),
    ])
    func `an old value is replaced and everything beside it stays`(old: String, new: String) throws {
        #expect(try set("port", .integer(18419), in: old) == new)
    }

    @Test(arguments: [
        ("", "port: 1\n"),
        ("# only comments", "# only comments\nport: 1\n"),
        ("---\n# c\n", "---\nport: 1\n# c\n"),
        ("...\n", "port: 1\n...\n"),
        ("a: 1", "a: 1\nport: 1"),
        ("a: 1 # c\n# end\n", "a: 1 # c\nport: 1\n# end\n"),
        ("a: 1\r\n", "a: 1\r\nport: 1\r\n"),
        ("a:\n  b:\n    - c\n", "a:\n  b:\n    - c\nport: 1\n"),
        ("a: |\n  text\n", "a: |\n  text\nport: 1\n"),
        ("a: |\n  text", "port: 1\na: |\n  text"),
        ("x: 1\r\na: |+\r\n  text\r\n\r\n", "x: 1\r\na: |+\r\n  text\r\n\r\nport: 1\r\n"),
        ("a: 1\n...\n", "a: 1\nport: 1\n...\n"),
        ("{}\n", "{port: 1}\n"),
        ("{a: 1, # c\n}\n", "{a: 1, port: 1, # c\n}\n"),
        ("{a}\n", "{a, port: 1}\n"),
        ("{a: }\n", "{a: , port: 1 }\n"),
    ])
    func `a missing key is added after its neighbours`(old: String, new: String) throws {
        #expect(try set("port", .integer(1), in: old) == new)
    }

    @Test(arguments: [
        ("", "providers:\n  codex:\n    port: 1\n"),
        (
            "providers:\n  claude:\n    port: 2 # c\nother: x\n",
            "providers:\n  claude:\n    port: 2 # c\n  codex:\n    port: 1\nother: x\n"
        ),
        ("providers: # mine\nother: x\n", "providers: # mine\n  codex:\n    port: 1\nother: x\n"),
        ("providers: {}\n", "providers: {codex: {port: 1}}\n"),
        ("providers: {codex: }\n", "providers: {codex: {port: 1} }\n"),
        ("providers: ~\n", "providers: {codex: {port: 1}}\n"),
        (
            "providers:\n    codex:\n        kind: codex\n",
            "providers:\n    codex:\n        kind: codex\n        port: 1\n"
        ),
        ("providers:\n  codex: {kind: codex} # c\n", "providers:\n  codex: {kind: codex, port: 1} # c\n"),
    ])
    func `a nested key is set with as little change as its surroundings allow`(old: String, new: String) throws {
        #expect(try set("providers.codex.port", .integer(1), in: old) == new)
    }

    @Test(arguments: [
        ("keys:\n  - a # one\n  - b\n  # end\nx: 1\n", ["a", "new"], "keys:\n  - a # one\n  - new\n  # end\nx: 1\n"),
        ("keys:\n- a\n- b # two\n", ["a", "b", "new"], "keys:\n- a\n- b # two\n- new\n"),
        ("keys:\n  - a # one\n  - b\n", ["new"], "keys:\n  - new # one\n"),
        ("keys:\n  - a\n  - b", ["b"], "keys:\n  - b"),
        ("keys:\n  - a\n  - b\nx: 1\n", ["b", "a"], "keys: [b, a]\nx: 1\n"),
        ("keys:\n  - a\n", [], "keys: []\n"),
        ("keys: [] # c\n", ["new"], "keys: [new] # c\n"),
        ("keys: [a, b]\n", ["a", "new"], "keys: [a, new]\n"),
        ("keys:\n", ["new"], "keys: [new]\n"),
        ("keys: a\n", ["a", "new"], "keys: [a, new]\n"),
        ("keys:\n  - a: 1\n", ["new"], "keys: [new]\n"),
        // An item below its dash: neither of its two lines means the same without the other.
        ("keys:\n  -\n    b\nx: 1\n", ["a", "new"], "keys: [a, new]\nx: 1\n"),
        ("keys:\n- a\n- \n  b\n", ["a", "new"], "keys: [a, new]\n"),
        ("keys:\r\n  - a\r\n  -\r\n    b\r\n", ["a"], "keys: [a]\r\n"),
        ("keys:\r\n  - a\r\n  - b\r\n", ["a", "b", "c"], "keys:\r\n  - a\r\n  - b\r\n  - c\r\n"),
    ])
    func `a list is changed item by item where that is possible`(old: String, keys: [String], new: String) throws {
        #expect(try set("keys", .list(keys.map { .string($0) }), in: old) == new)
    }

    @Test func `a mapping is not put into something else`() throws {
        let error = try #require(throws: YAMLEditError.self) { try set("a.b", .integer(1), in: "x: 1\na: [1]\n") }
        #expect(error.description == "f:2:4: a is a list, so nothing can be set below it. Make it a mapping")
    }

    @Test func `a text that cannot be read is not changed`() throws {
        let error = try #require(throws: YAMLEditError.self) { try set("a", .integer(1), in: "b: 1\nb: 2\n") }
        #expect(error.description.hasPrefix("f:2:1: "))
    }

    @Test(arguments: [
        "plain", "with space", "", "yes", "NULL", "127.0.0.1", "0755", "1e3", "a: b", "# c", "it's", "\"", "\\", "\n",
        "\u{1B}[31m", "\u{85}", "\u{2028}", "ünïcödé", "/absolute/path", "~", "-", "*", "[x]", "a\tb", "\u{FEFF}", "😀",
    ])
    func `every text survives being written`(text: String) throws {
        let result = try YAMLEditor.setting([text], to: .list([.string(text)]), in: [], file: "f")
        #expect(try YAMLReader.read(result, file: "f").tree == .map([text: .list([.string(text)])]))
    }
}
