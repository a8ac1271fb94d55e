import Gateway
import JSON

extension FuzzTarget {
    private static let mutator = Mutator(
        [
            #"{"a":[1,-2.5e3,"x\u00e9\n",null,{"b":true}],"b":{},"d":"😀"}"#,
            #" { "model" : "m" , "stream":true, "a" : { "b" : [ 1 , "}" ] } , "b" : null } "#,
            #"{"a":"q\"\\","b":"\\\"}","messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}]}"#,
            #"[[[[]]],{"":0},"\ud83d\ude00",-0,1E+9]"#, "\u{FEFF}{}", #""only text""#,
        ].map { Array($0.utf8) },
        tokens: [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\u0000", "\\\"", "null", "true", "-", "0",
            "e9",
            "1e999", "0.1", "99999999999999999999", "\"a\":", "\"b\":", "\"\\u0061\":", "\u{2028}", "/**/",
            String(repeating: "[", count: 70), String(repeating: "{\"a\":", count: 33), " ", "\n", "\u{C}",
        ]
    )

    /// Texts in JSON; a value is written and read again as the same, and an error lies in the text.
    static let json = FuzzTarget("json", mutator) { bytes, _ in
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(bytes)
        } catch {
            guard error.line >= 1, error.column >= 1, error.column <= bytes.count + 1 else {
                throw FuzzFailure("\(error) is beside the text")
            }
            return
        }
        guard (try? JSONReader.read(written(value))) == value else {
            throw FuzzFailure("written and read again, \(value) is another")
        }
    }

    private static func written(_ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.value(value)
        return writer.bytes
    }

    /// Members found while a text goes by: where the reader finds them, and the same in pieces.
    static let jsonMembers = FuzzTarget("json-members", mutator) { bytes, random in
        let whole = members([bytes[...]])
        guard members(bytes.indices.map { bytes[$0...$0] }) == whole, members(pieces(of: bytes, &random)) == whole
        else {
            throw FuzzFailure("in pieces other members are found")
        }
        for case let member? in whole where Array(bytes[member.range]) != member.bytes {
            throw FuzzFailure("\(member) is not what stands there")
        }
        // A name that is written with escapes is not found; the reader knows it.
        guard let object = try? JSONReader.read(bytes), case .object(let all) = object, !bytes.contains(0x5C) else {
            return
        }
        for (name, member) in zip(["a", "b"], whole) {
            let expected = all.last { $0.name == name }?.value
            guard member.flatMap({ try? JSONReader.read($0.bytes) }) == expected else {
                throw FuzzFailure("\(name) is not the reader's")
            }
        }
    }

    private static func members(_ pieces: [ArraySlice<UInt8>]) -> [JSONMemberScanner.Member?] {
        var scanner = JSONMemberScanner(["a", "b"])
        for piece in pieces { piece.withUnsafeBufferPointer { scanner.feed($0) } }
        return [scanner[0], scanner[1]]
    }
}
