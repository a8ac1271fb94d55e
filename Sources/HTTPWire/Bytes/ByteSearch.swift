/// Searches in raw bytes, eight octets at a time.
enum ByteSearch {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The position of the first `byte` at or after `start`; nil when there is none.
    static func first(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        first(byte, or: byte, in: bytes, from: start)
    }

    /// The position of the first octet that is `one` or `other`, at or after `start`; nil when there is none.
    static func first(
        _ one: UInt8,
        or other: UInt8,
        in bytes: UnsafeBufferPointer<UInt8>,
        from start: Int
    ) -> Int? {
        let raw = UnsafeRawBufferPointer(bytes)
        let onePattern = ones &* UInt64(one)
        let otherPattern = ones &* UInt64(other)
        var index = start
        while index &+ 8 <= raw.count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let hits = zeroOctets(word ^ onePattern) | zeroOctets(word ^ otherPattern)
            if hits != 0 {
                return index &+ hits.trailingZeroBitCount / 8
            }
            index &+= 8
        }
        while index < raw.count {
            if raw[index] == one || raw[index] == other { return index }
            index &+= 1
        }
        return nil
    }

    /// The high bit of the first octet that is zero, and possibly of later ones.
    ///
    /// The borrow of the subtraction runs upwards only, so that the lowest hit is always a true one.
    private static func zeroOctets(_ word: UInt64) -> UInt64 {
        (word &- ones) & ~word & highBits
    }
}
