import TestSupport
import Testing

@testable import ProxyModel

struct YAMLMutationTests {
    private static let fragments = [
        ": ", ":", "- ", "-", "\n", "\n  ", " ", "\"", "'", "#", " #", "[", "]", "{", "}", ",", "|", ">", "|-\n",
        ">+2\n",
        "\t", "? ", "key", "\\", "\\x4", "---\n", "...\n", "\r\n", "&a ", "*a", "!t ", "<<", "~", "ü", "\0", "\u{FEFF}",
    ].map { Array($0.utf8) }

    private func mutate(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...9, using: &random)))
            case 2: bytes.insert(contentsOf: Self.fragments.randomElement(using: &random) ?? [], at: place)
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }

    @Test(arguments: RandomSeeds.fresh(8))
    func `whatever is done to a document, it ends in a document or an error inside of it`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let corpus = try ["valid", "invalid"].flatMap { folder in
            try Fixtures.names(in: "yaml/\(folder)", ending: ".yaml").map {
                try Fixtures.bytes("yaml/\(folder)/\($0).yaml")
            }
        }
        for _ in 0..<1500 {
            let bytes = mutate(corpus.randomElement(using: &random) ?? [], &random)
            do throws(YAMLError) {
                let root = try YAMLReader.read(bytes, file: "f")
                #expect(root.range.upperBound <= bytes.count, "\(excerpt(of: bytes))")
            } catch {
                let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
                #expect(
                    error.mark.line <= lines && error.mark.column <= bytes.count + 1,
                    "\(error) in \(excerpt(of: bytes))"
                )
            }
        }
    }

    @Test(arguments: RandomSeeds.fresh(4))
    func `every beginning of a document is read or refused`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let names = Fixtures.names(in: "yaml/valid", ending: ".yaml")
        let bytes = try Fixtures.bytes("yaml/valid/\(names.randomElement(using: &random) ?? "").yaml")
        for end in 0...bytes.count { _ = try? YAMLReader.read(Array(bytes[..<end]), file: "f") }
    }
}
