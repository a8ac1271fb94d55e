import JSON
import TestSupport
import Testing

/// Strings, numbers and members found in JSON text without a tree agree with the reader and the writer.
@Suite("JSON text without a tree")
struct JSONTextTests {
    private func string(_ text: String) -> String? {
        Array(text.utf8).withUnsafeBytes { JSONText.string($0) }
    }

    private func integer(_ text: String) -> Int? {
        Array(text.utf8).withUnsafeBytes { JSONText.integer($0) }
    }

    private func members(_ text: [UInt8]) -> [String]? {
        var found: [String] = []
        let isObject = text.withUnsafeBytes { bytes in
            JSONObjectScanner.forEachMember(of: bytes) { name, value in
                found.append(String(decoding: name, as: UTF8.self) + "=" + String(decoding: value, as: UTF8.self))
            }
        }
        return isObject ? found : nil
    }

    @Test func `strings are decoded`() {
        #expect(string(#""plain""#) == "plain")
        #expect(string(#""a\"\\\/\b\f\n\r\t\u00e9\uD834\uDD1Ez""#) == "a\"\\/\u{8}\u{C}\n\r\t\u{e9}\u{1D11E}z")
        #expect(string(#""\u0000\u007F""#) == "\0\u{7F}")
        #expect(string("\"a\u{7F}b\"") == "a\u{7F}b")
    }

    @Test(arguments: ["", "\"", "x", "\"a", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"a\nb\"", "12", "\"a\"b\""])
    func `what is no string is none`(text: String) {
        #expect(string(text) == nil)
    }

    @Test func `half a surrogate pair and bytes that are not UTF-8 become U+FFFD`() {
        #expect(string(#""a\uD83Db""#) == "a\u{FFFD}b")
        #expect(string(#""\uDE00""#) == "\u{FFFD}")
        #expect(string(#""\uD83D\u0041""#) == "\u{FFFD}A")
        let bytes: [UInt8] = [0x22, 0x61, 0xFF, 0x22]
        #expect(bytes.withUnsafeBytes { JSONText.string($0) } == "a\u{FFFD}")
    }

    @Test func `whole numbers are read when they fit`() {
        #expect(integer("0") == 0)
        #expect(integer("-12") == -12)
        #expect(integer("999999999999999999") == 999_999_999_999_999_999)
        for text in ["", "-", "1.0", "1e3", "9999999999999999999", " 1", "null"] { #expect(integer(text) == nil) }
    }

    @Test func `members are found with their text`() {
        #expect(
            members(Array(#" { "a" : 1 , "b":{"c":"}\""},"d":[ "]" ],"e":null } "#.utf8))
                == ["a=1", #"b={"c":"}\""}"#, #"d=[ "]" ]"#, "e=null"]
        )
        #expect(members(Array("{}".utf8))?.isEmpty == true)
        for text in [
            "", "{", "[]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\":1}x", "{a:1}", "{\"a\":\"", "{\"a\":[1",
        ] {
            #expect(members(Array(text.utf8)) == nil, "\(text)")
        }
    }

    @Test(arguments: RandomSeeds.fresh(300))
    func `any text comes back as it was, and the reader agrees`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let alphabet: [Unicode.Scalar] = [
            "a", "\"", "\\", "\n", "\u{0}", "\u{1F}", "\u{7F}", "é", "한", "𝄞", "/", "\u{FFFD}",
        ]
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...80, using: &random) {
            scalars.append(alphabet.randomElement(using: &random) ?? "a")
        }
        let text = String(scalars)
        var bytes: [UInt8] = []
        JSONText.append(quoted: text, to: &bytes)
        #expect(bytes.withUnsafeBytes { JSONText.string($0) } == text)
        #expect(try JSONReader.read(bytes) == .string(text))
        let number = Int.random(in: -5000...5000, using: &random)
        var object = Array("{\"n\":".utf8)
        JSONText.append(number, to: &object)
        object += Array(",\"s\":".utf8) + bytes + Array("}".utf8)
        #expect(members(object) == ["n=\(number)", "s=" + String(decoding: bytes, as: UTF8.self)])
    }

    @Test(arguments: RandomSeeds.fresh(300))
    func `what the reader takes for an object the scanner does, too`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var text = Array(#"{"type":"a\u00e9","delta":"x\"y","n":[1,{"k":"v"}],"o":{"p":null},"f":-1.5e3}"#.utf8)
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let position = Int.random(in: 0..<text.count, using: &random)
            text[position] = Array("{}[]\",:\\ 0a".utf8).randomElement(using: &random) ?? 0
        }
        if case .object? = try? JSONReader.read(text) { #expect(members(text) != nil) } else { _ = members(text) }
    }
}
