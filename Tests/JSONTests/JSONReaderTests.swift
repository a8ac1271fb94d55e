import TestSupport
import Testing

@testable import JSON

struct JSONReaderTests {
    private func read(_ text: String) throws(JSONError) -> JSONValue {
        try JSONReader.read(Array(text.utf8))
    }

    private func write(_ value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.value(value)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        "null", "true", "false", "0", "-0", "-12.50e+07", "1E400", "12345678901234567890123", "\"\"", "[]", "{}",
        "[1,[2,[]],{\"a\":null}]", "{\"b\":1,\"a\":{\"c\":[true]},\"b\":2}", "\"ünï 😀\"",
    ])
    func `what is read is written as it was`(text: String) throws {
        #expect(write(try read(text)) == text)
    }

    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\uD83D\ude00""#, "Aé😀"),
        (#""a\u0000b""#, "a\0b"),
    ])
    func `escapes are undone`(text: String, meaning: String) throws {
        #expect(try read(text) == .string(meaning))
    }

    @Test func `whitespace and a byte order mark are passed over`() throws {
        #expect(try read("\u{FEFF} \t\r\n[ 1 , 2 ]\n") == .array([.number("1"), .number("2")]))
    }

    @Test(arguments: [
        ("", JSONError.Reason.empty, 1, 1), (" \n ", .empty, 2, 2), ("{", .unexpectedEnd, 1, 2),
        ("[1,]", .unexpectedCharacter, 1, 4), ("{\"a\" 1}", .unexpectedCharacter, 1, 6),
        ("{a:1}", .unexpectedCharacter, 1, 2), ("[1\n2]", .unexpectedCharacter, 2, 1), ("01", .invalidNumber, 1, 3),
        ("-", .invalidNumber, 1, 2), ("1.", .invalidNumber, 1, 3), ("1e", .invalidNumber, 1, 3),
        ("+1", .unexpectedCharacter, 1, 1), ("nul", .unexpectedCharacter, 1, 1), ("1 2", .trailingContent, 1, 3),
        ("\"\\x\"", .invalidEscape, 1, 4), ("\"\\ud800\"", .invalidEscape, 1, 8), ("\"\\udc00\"", .invalidEscape, 1, 8),
        ("\"\\ud800\\u0041\"", .invalidEscape, 1, 14), ("\"\\u12", .unexpectedEnd, 1, 4),
        ("\"a\nb\"", .invalidText, 1, 3),
        ("\"a", .unexpectedEnd, 1, 3), ("\"\\", .unexpectedEnd, 1, 3),
    ])
    func `what is not JSON is refused with its place`(
        text: String,
        reason: JSONError.Reason,
        line: Int,
        column: Int
    ) throws {
        let error = try #require(throws: JSONError.self) { try read(text) }
        #expect(error == JSONError(reason, line: line, column: column))
    }

    @Test func `bytes that are not UTF-8 are refused`() throws {
        let error = try #require(throws: JSONError.self) { try JSONReader.read([0x22, 0xC0, 0x80, 0x22]) }
        #expect(error.reason == .invalidText)
    }

    @Test func `nesting ends at the limit, not in a trap`() throws {
        let limit = JSONReader.maximumDepth
        #expect(throws: Never.self) {
            try read(String(repeating: "[", count: limit) + String(repeating: "]", count: limit))
        }
        let error = try #require(throws: JSONError.self) { try read(String(repeating: "[", count: 100_000)) }
        #expect(error.reason == .tooDeep)
    }

    @Test func `the limit of nesting is the caller's to choose`() throws {
        let nested = Array((String(repeating: "[", count: 100) + String(repeating: "]", count: 100)).utf8)
        #expect(throws: Never.self) { try JSONReader.read(nested, maximumDepth: 100) }
        #expect(throws: JSONError.self) { try JSONReader.read(nested, maximumDepth: 99) }
    }

    @Test(arguments: [
        (#""a\ud83d""#, "a\u{FFFD}"), (#""\ude00b""#, "\u{FFFD}b"), (#""\ud83d\n""#, "\u{FFFD}\n"),
        (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
    ])
    func `half a surrogate pair is replaced where that is asked for`(text: String, meaning: String) throws {
        #expect(try JSONReader.read(Array(text.utf8), replacingLoneSurrogates: true) == .string(meaning))
        #expect(throws: JSONError.self) { try read(text) }
    }

    @Test(arguments: 0..<40)
    func `what means something in a string is found wherever it stands`(place: Int) throws {
        for special in ["\"", "\\", "\n", "\u{7F}", "é", "😀"] {
            let text = String(repeating: "x", count: place) + special + String(repeating: "y", count: 39 - place)
            #expect(try read(write(.string(text))) == .string(text))
        }
    }

    @Test func `of two members with one name the last counts`() throws {
        let value = try read(#"{"a":1,"a":{"b":"x"}}"#)
        #expect(value["a"]?["b"]?.string == "x")
        #expect(value["a"]?["c"] == nil)
        #expect(value["a"]?["b"]?["c"] == nil)
    }

    @Test func `control characters are written as escapes`() {
        #expect(write(.string("\u{1}\n\t\"\\\u{7F}é")) == #""\u0001\n\t\"\\\u007fé""#)
    }

    @Test(arguments: RandomSeeds.fresh(4))
    func `whatever is done to a text, it ends in a value or an error`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let original = Array(#"{"a":[1,-2.5e3,"x\u00e9\n",null,{"b":true}],"c":{},"d":"😀"}"#.utf8)
        for _ in 0..<2000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                if Bool.random(using: &random) {
                    bytes[place] = UInt8.random(in: 0...255, using: &random)
                } else if bytes.count > 1 {
                    bytes.remove(at: place)
                }
            }
            guard let value = try? JSONReader.read(bytes) else { continue }
            #expect((try? read(write(value))) == value, "\(excerpt(of: bytes))")
        }
    }
}
