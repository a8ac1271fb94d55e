/// Beginnings of program files, made byte by byte from the formats' descriptions.
enum ImageSamples {
    /// A 64-bit ELF header, with one program header when there is a loader.
    static func elf(
        machine: UInt16 = 62,
        type: UInt16 = 3,
        abi: UInt8 = 0,
        is64Bit: Bool = true,
        isBigEndian: Bool = false,
        loader: String? = nil
    ) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 64 + 56)
        bytes.replaceSubrange(0..<8, with: [0x7F, 0x45, 0x4C, 0x46, is64Bit ? 2 : 1, isBigEndian ? 2 : 1, 1, abi])
        func put(_ value: some FixedWidthInteger, at offset: Int) {
            withUnsafeBytes(of: isBigEndian ? value.bigEndian : value.littleEndian) {
                bytes.replaceSubrange(offset..<offset + $0.count, with: $0)
            }
        }
        put(type, at: 16)
        put(machine, at: 18)
        guard let loader else { return bytes }
        put(UInt64(64), at: 0x20)
        put(UInt16(56), at: 0x36)
        put(UInt16(1), at: 0x38)
        put(UInt32(3), at: 64)
        put(UInt64(bytes.count), at: 72)
        put(UInt64(loader.utf8.count + 1), at: 96)
        return bytes + Array(loader.utf8) + [0]
    }

    /// A Mach-O header for one processor.
    static func machO(processor: UInt32, type: UInt32 = 2, isBigEndian: Bool = false) -> [UInt8] {
        let words: [UInt32] = [0xFEED_FACF, processor, 0, type, 0, 0, 0, 0]
        return words.flatMap { word in withUnsafeBytes(of: isBigEndian ? word.bigEndian : word.littleEndian, Array.init)
        }
    }

    /// The beginning of a universal file.
    static func universal(processors: [UInt32], magic: UInt32 = 0xCAFE_BABE) -> [UInt8] {
        let rest = [UInt32](repeating: 0, count: magic == 0xCAFE_BABE ? 4 : 7)
        let words = [magic, UInt32(processors.count)] + processors.flatMap { [$0] + rest }
        return words.flatMap { withUnsafeBytes(of: $0.bigEndian, Array.init) }
    }

    /// An MS-DOS header that points to a Portable Executable header.
    static func windows(processor: UInt16) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 0x80)
        bytes[0] = 0x4D
        bytes[1] = 0x5A
        bytes[0x3C] = 0x80
        return bytes + [0x50, 0x45, 0, 0, UInt8(processor & 0xFF), UInt8(processor >> 8)]
    }
}
