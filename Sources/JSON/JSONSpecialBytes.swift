/// The bytes that mean something within a JSON string: quote, backslash, control characters and U+007F.
enum JSONSpecialBytes {
    /// The position of the first such byte at or after `start`, 16 bytes at a time; the number of bytes when there is
    /// none.
    static func first(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        let quotes = SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
        let backslashes = SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
        let firstPrintable = SIMD16<UInt8>(repeating: 0x20)
        let deletes = SIMD16<UInt8>(repeating: 0x7F)
        var index = start
        while index &+ 16 <= bytes.count {
            let block = bytes.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
            let controls = (block .< firstPrintable) .| (block .== deletes)
            if any((block .== quotes) .| (block .== backslashes) .| controls) { break }
            index &+= 16
        }
        while index < bytes.count, !isSpecial(bytes[index]) { index &+= 1 }
        return index
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
    }
}
