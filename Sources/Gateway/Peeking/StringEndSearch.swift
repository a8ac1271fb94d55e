/// Looks for what can end a run of plain characters in a JSON string, sixteen bytes at a time.
enum StringEndSearch {
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    /// The position of the first quote or backslash at or after `start`; the number of bytes when there is none.
    static func first(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        let quotes = SIMD16<UInt8>(repeating: quote)
        let backslashes = SIMD16<UInt8>(repeating: backslash)
        var index = start
        while index &+ 16 <= raw.count {
            let block = raw.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
            if any((block .== quotes) .| (block .== backslashes)) { break }
            index &+= 16
        }
        while index < raw.count, raw[index] != quote, raw[index] != backslash {
            index &+= 1
        }
        return index
    }
}
