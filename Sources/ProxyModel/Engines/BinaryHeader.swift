/// Numbers and texts at fixed places of a file's beginning; what lies beyond it is `nil`, never a trap.
struct BinaryHeader {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func starts(with magic: some Sequence<UInt8>) -> Bool { bytes.starts(with: magic) }

    /// One byte.
    func byte(at offset: Int) -> UInt8? {
        bytes.indices.contains(offset) ? bytes[offset] : nil
    }

    /// An unsigned number of at most eight bytes.
    func number(at offset: Int, size: Int, bigEndian: Bool) -> UInt64? {
        guard let part = part(at: offset, size: size) else { return nil }
        let fromTheTop = bigEndian ? Array(part) : part.reversed()
        return fromTheTop.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A text that ends before its first zero byte.
    func text(at offset: Int, size: Int) -> String? {
        part(at: offset, size: size).map { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    private func part(at offset: Int, size: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, size >= 0, offset <= bytes.count, size <= bytes.count - offset else { return nil }
        return bytes[offset..<offset + size]
    }
}
