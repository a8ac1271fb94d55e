import HTTPWire
import Testing

struct HTTPFieldsTests {
    @Test func `a name is found without regard to case and duplicates keep their order`() {
        var fields: HTTPFields = ["Accept": "a", "X-One": "1"]
        fields.append("ACCEPT", "b")
        #expect(fields["accept"] == "a")
        #expect(fields.values(of: "aCCept") == ["a", "b"])
        #expect(fields.map(\.name) == ["Accept", "X-One", "ACCEPT"])
        #expect(fields.count(of: .accept) == 2)
        #expect(fields["absent"] == nil)
    }

    @Test func `setting a value replaces all of that name and nil removes them`() {
        var fields: HTTPFields = ["a": "1", "b": "2", "A": "3"]
        fields["a"] = "4"
        #expect(fields == ["b": "2", "a": "4"])
        fields["A"] = nil
        #expect(fields == ["b": "2"])
    }

    @Test func `many names are removed at once, whatever their case and length`() {
        let long = String(repeating: "x", count: 70)
        var fields: HTTPFields = ["TE": "a", "keep": "1", "Te": "b", "tea": "2"]
        for name in [long, "x" + long] {
            guard let name = HTTPFieldName(validating: name) else { continue }
            fields.append(name, "3")
        }
        let names: HTTPFieldNameSet = ["te", "absent", .connection, HTTPFieldName(stringLiteral: long.uppercased())]
        #expect(fields.contains(anyOf: names))
        fields.remove(names)
        #expect(fields.map(\.name) == ["keep", "tea", "x" + long])
        #expect(!fields.contains(anyOf: names))
        fields.remove([])
        #expect(fields.map(\.value) == ["1", "2", "3"])
    }

    @Test func `all fields but some are gone through in order, octet by octet`() {
        let fields: HTTPFields = ["X-One": "1", "CONNECTION": "close", "X-Empty": "", "x-one": "2", "te": "trailers"]
        var seen: [String] = []
        fields.forEach(except: [.connection, "te"]) { name, value in
            seen.append(String(decoding: name, as: UTF8.self) + "=" + String(decoding: value, as: UTF8.self))
        }
        #expect(seen == ["X-One=1", "X-Empty=", "x-one=2"])
        #expect(fields.octetCount >= seen.joined().utf8.count - seen.count)
    }

    @Test func `a value cannot add a line`() {
        var fields: HTTPFields = [:]
        fields.append("location", " x\r\nset-cookie: stolen\u{0}\u{7F}\t ")
        #expect(fields["location"] == "x  set-cookie: stolen")
    }

    @Test func `only a token is a name`() {
        #expect(HTTPFieldName(validating: "x-y_z.1~") != nil)
        for wrong in ["", "a b", "a:", "a\r\n", "ä", "a(b)", "a\u{0}"] {
            #expect(HTTPFieldName(validating: wrong) == nil, "\(wrong.debugDescription)")
        }
        #expect(HTTPFieldName(validating: "@") == nil)
        #expect(HTTPFieldName(validating: "^") != HTTPFieldName(validating: "~"))
    }

    @Test func `elements of a list are found over several fields`() {
        let fields: HTTPFields = ["Connection": "keep-alive , Upgrade,, ", "connection": "\tTE"]
        #expect(fields.elements(of: .connection) == ["keep-alive", "Upgrade", "TE"])
        #expect(fields.hasElement("te", in: .connection))
        #expect(fields.hasElement("KEEP-ALIVE", in: .connection))
        #expect(!fields.hasElement("keep", in: .connection))
    }

    @Test func `fields are equal when names differ in case only`() {
        #expect(HTTPFields(dictionaryLiteral: ("A", "1")) == ["a": "1"])
        #expect(HTTPFields(dictionaryLiteral: ("A", "1")) != ["a": "2"])
        #expect(HTTPFields(dictionaryLiteral: ("a", "1"), ("b", "2")) != ["b": "2", "a": "1"])
    }

    @Test func `a description names fields and shows no value`() {
        let fields: HTTPFields = ["Authorization": "Bearer secret"]
        #expect(fields.description == "[Authorization]")
    }

    @Test func `appended fields stand behind the others`() {
        var fields: HTTPFields = ["a": "1"]
        fields.append(contentsOf: ["b": "2", "a": "3"])
        #expect(fields == ["a": "1", "b": "2", "a": "3"])
    }
}
