import JSON
import ProxyModel
import TestSupport
import Testing

@testable import Gateway

struct JSONMemberScannerTests {
    private func scan(_ text: String, pieces size: Int = .max) -> [String?] {
        var scanner = JSONMemberScanner(["a", "b"])
        let bytes = Array(text.utf8)
        Cutting.pieces(bytes, of: min(size, max(bytes.count, 1))) { scanner.feed($0) }
        return (0..<2).map { index in
            scanner[index].map { member in
                #expect(Array(bytes[member.range]) == member.bytes)
                return String(decoding: member.bytes, as: UTF8.self)
            }
        }
    }

    private static let cases: [(String, [String?])] = [
        (#"{"a":1,"b":"x"}"#, ["1", "\"x\""]),
        (#" { "a" : { "b" : [ 1 , "}" ] } , "b" : null } "#, [#"{ "b" : [ 1 , "}" ] }"#, "null"]),
        (#"{"x":{"a":1},"y":["a",{"b":2}],"a":true}"#, ["true", nil]),
        (#"{"a":"q\"\\","b":"\\\"}"}"#, [#""q\"\\""#, #""\\\"}""#]),
        (#"{"a":-1.5e3}"#, ["-1.5e3", nil]),
        (#"{"a":1,"a":[]}"#, ["[]", nil]),
        (#"{"\"a":1,"aa":2,"":3,"b":4}"#, [nil, "4"]),
        (#"{"0123456789012345678901234567890123456789a":1,"b":2}"#, [nil, "2"]),
        ("{\r\n\t\"a\"\n:\n\"x\"\n,\n\"b\"\n:\n0\n}", ["\"x\"", "0"]),
        (#"{"text":"\u0061\n","b":""}"#, [nil, #""""#]),
        ("\u{FEFF} {\"a\":1}", ["1", nil]),
        ("{}", [nil, nil]), ("", [nil, nil]), ("[1]", [nil, nil]), ("x", [nil, nil]),
        (#"{"a":"never ends"#, [nil, nil]), (#"{"a":1"#, [nil, nil]), (#"{"a":{"b":1}"#, [#"{"b":1}"#, nil]),
        (#"{"a":1}{"b":2}"#, ["1", nil]), (#"{a:1,"b":2}"#, [nil, nil]), (#"{"a":1;"b":2}"#, [#"1;"b":2"#, nil]),
    ]

    @Test func `members are found at the top and nowhere else`() {
        for (text, expected) in Self.cases {
            #expect(scan(text) == expected, "\(text)")
        }
    }

    @Test(arguments: [1, 2, 3, 5, 16, 17])
    func `however the text is cut, the same is found`(size: Int) {
        for (text, expected) in Self.cases {
            #expect(scan(text, pieces: size) == expected, "\(text)")
        }
    }

    @Test func `a long value is cut off, and its range is still right`() {
        let long = String(repeating: "x", count: 100_000)
        var scanner = JSONMemberScanner(["a", "b"])
        let bytes = Array(#"{"a":"\#(long)","b":7}"#.utf8)
        Cutting.pieces(bytes, of: 1000) { scanner.feed($0) }
        #expect(scanner[0]?.bytes.count == JSONMemberScanner.captureLimit)
        #expect(scanner[0]?.range == 5..<100_007)
        #expect(scanner[1]?.bytes == [UInt8(ascii: "7")])
        #expect(scanner.isFinished)
    }

    @Test(arguments: RandomSeeds.fresh(30))
    func `it finds what a JSON reader finds, also in pieces`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let value = Self.object(depth: 3, using: &random)
            var writer = JSONWriter()
            writer.value(value)
            var scanner = JSONMemberScanner(["a", "b"])
            Cutting.pieces(writer.bytes, using: &random) { scanner.feed($0) }
            let read = try JSONReader.read(writer.bytes)
            for (index, name) in ["a", "b"].enumerated() {
                let found = try scanner[index].map { try JSONReader.read($0.bytes) }
                #expect(found == read[name], "\(excerpt(of: writer.bytes))")
            }
        }
    }

    @Test(arguments: RandomSeeds.fresh(20))
    func `whatever comes in, it neither traps nor reads on after the end`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array(#"{}[]",:\ ab1tfn"#.utf8) + [0, 0xFF, 0x0A]
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
            var scanner = JSONMemberScanner(["a", "b"])
            Cutting.pieces(bytes, using: &random) { scanner.feed($0) }
            for index in 0..<2 {
                guard let member = scanner[index] else { continue }
                #expect(Array(bytes[member.range]) == member.bytes, "\(excerpt(of: bytes))")
            }
        }
    }

    private static func object(depth: Int, using random: inout SeededGenerator) -> JSONValue {
        let names = ["a", "b", "c", "\"", "a\\", "é"]
        return .object(
            (0..<Int.random(in: 0...5, using: &random)).map { _ in
                JSONMember(names[Int.random(in: 0..<names.count, using: &random)], value(depth: depth, using: &random))
            }
        )
    }

    private static func value(depth: Int, using random: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0...(depth > 0 ? 6 : 4), using: &random) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &random))
        case 2: return .integer(Int32.random(in: .min ... .max, using: &random))
        case 3, 4:
            let characters = Array("{}[]\"\\,:\n\u{1F600}x")
            let count = Int.random(in: 0...40, using: &random)
            return .string(
                String((0..<count).map { _ in characters[Int.random(in: 0..<characters.count, using: &random)] })
            )
        case 5: return object(depth: depth - 1, using: &random)
        default:
            return .array(
                (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth - 1, using: &random) }
            )
        }
    }
}
