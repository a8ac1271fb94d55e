import JSON
import Testing

@testable import ProxyModel

struct YAMLCorpusTests {
    @Test(arguments: Fixtures.names(in: "yaml/valid", ending: ".yaml"))
    func `a valid document means what the JSON beside it says`(name: String) throws {
        let root = try YAMLReader.read(Fixtures.bytes("yaml/valid/\(name).yaml"), file: name)
        let expected = try JSONReader.read(Fixtures.bytes("yaml/valid/\(name).json"))
        #expect(root.tree.json.normalized == expected.normalized)
    }

    @Test(arguments: Fixtures.names(in: "yaml/invalid", ending: ".yaml"))
    func `an invalid document is refused at its place and for its reason`(name: String) throws {
        let expected = try Fixtures.text("yaml/invalid/\(name).error").split { $0 == " " || $0 == "\n" }
        let bytes = try Fixtures.bytes("yaml/invalid/\(name).yaml")
        let error = try #require(throws: YAMLError.self) { try YAMLReader.read(bytes, file: name) }
        #expect(["\(error.mark.line):\(error.mark.column)", error.code.rawValue] == expected.map(String.init))
    }

    @Test func `every reason for refusing has a document that shows it`() throws {
        let shown = try Fixtures.names(in: "yaml/invalid", ending: ".error").map { name in
            try Fixtures.text("yaml/invalid/\(name).error").split { $0 == " " || $0 == "\n" }[1]
        }
        // Its document would be a megabyte; it has a test of its own.
        let codes = YAMLError.Code.allCases.map(\.rawValue).filter { $0 != YAMLError.Code.tooLarge.rawValue }
        #expect(Set(codes) == Set(shown.map(String.init)))
    }

    @Test func `a text beyond the size limit is refused`() throws {
        let bytes = [UInt8](repeating: 0x23, count: YAMLReader.maximumSize + 1)
        let error = try #require(throws: YAMLError.self) { try YAMLReader.read(bytes, file: "f") }
        #expect(error.code == .tooLarge)
    }

    @Test func `a text at the size limit is read in one pass`() throws {
        // One line, so that anything that walks a line for each node would take minutes.
        let item = Array("[ä, {b: 'c'}], ".utf8)
        let count = (YAMLReader.maximumSize - 10) / item.count
        let bytes = [UInt8(ascii: "[")] + (0..<count).flatMap { _ in item } + [UInt8(ascii: "]")]
        let root = try YAMLReader.read(bytes, file: "f")
        #expect(root.items?.count == count)
        #expect(root.items?.last?.mark.column == (count - 1) * 15 + 2)
    }
}
