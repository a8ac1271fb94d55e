/// One block of a tar archive that describes what follows (POSIX.1-2017 pax, "ustar Interchange Format").
struct TarHeader: Equatable {
    /// The size of every block.
    static let size = 512

    let path: String
    let linkTarget: String
    /// The type flag.
    let kind: UInt8
    /// The length of what follows, in bytes; 0 for what has no contents.
    let size: Int64

    /// Reads a whole block that is not all zeros.
    init(_ block: [UInt8]) throws(TarError) {
        try Self.verifyChecksum(of: block)
        let name = Self.text(block[0..<100])
        // GNU's old format has other things where ustar has the prefix.
        let isStandard = Array(block[257..<263]) == Array("ustar\0".utf8)
        let prefix = isStandard ? Self.text(block[345..<500]) : ""
        path = prefix.isEmpty ? name : "\(prefix)/\(name)"
        linkTarget = Self.text(block[157..<257])
        kind = block[156]
        let size = try Self.number(block[124..<136], "a size")
        self.size = "12345 6".utf8.contains(kind) ? 0 : size
    }

    /// The sum of all bytes, with spaces where the sum itself stands.
    private static func verifyChecksum(of block: [UInt8]) throws(TarError) {
        let expected: Int64
        do throws(TarError) {
            expected = try number(block[148..<156], "a checksum")
        } catch {
            throw .damagedHeader
        }
        let sum = block.enumerated().reduce(Int64(0)) { sum, byte in
            sum + ((148..<156).contains(byte.offset) ? 0x20 : Int64(byte.element))
        }
        guard sum == expected else { throw .damagedHeader }
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// Octal digits among spaces and zeros; GNU's binary form, for more than 8 GB, is more than anything here may have.
    static func number(_ field: ArraySlice<UInt8>, _ what: String) throws(TarError) -> Int64 {
        let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0x20 && $0 != 0 }
        let areOctal = digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
        guard areOctal, digits.count <= 12 else { throw .malformed("\(what) is no number") }
        return digits.reduce(0) { $0 << 3 | Int64($1 & 7) }
    }
}
