internal import PlatformSupport

extension ProgramImage {
    /// Reads an ELF header: System V ABI, chapter 4 ("Object Files"), and elf(5).
    static func elf(_ header: BinaryHeader) -> ProgramImage? {
        guard header.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else { return nil }
        let layout = ELFLayout(header)
        guard let type = header.number(at: 16, size: 2, bigEndian: layout.isBigEndian),
            let code = header.number(at: 18, size: 2, bigEndian: layout.isBigEndian)
        else { return .other(.incomplete) }
        // ET_EXEC and ET_DYN; a position-independent program is of the same type as a library.
        guard type == 2 || type == 3 else { return .other(type == 4 ? .coreDump : .objectFile) }
        let machine = Machine(system: system(header.byte(at: 7)), processor: processor(code, layout))
        return .program(machines: [machine], loader: loader(header, layout))
    }

    /// The header's EI_OSABI, for which Linux programs have either of two values.
    private static func system(_ abi: UInt8?) -> Machine.System {
        switch abi {
        case 0, 3: .linux
        case 2: .other("NetBSD")
        case 6: .other("Solaris")
        case 9: .other("FreeBSD")
        case 12: .other("OpenBSD")
        default: .other("another system")
        }
    }

    /// The header's `e_machine`.
    private static func processor(_ code: UInt64, _ layout: ELFLayout) -> Machine.Processor {
        switch code {
        // EM_X86_64 in a 32-bit file is the x32 ABI, which hardly any kernel still runs.
        case 62: layout.is64Bit ? .amd64 : .other("x86 with 32 bits")
        case 183: layout.isBigEndian ? .other("ARM64, big-endian") : .arm64
        case 3: .other("x86 with 32 bits")
        case 40: .other("ARM with 32 bits")
        case 243: .other("RISC-V")
        case 20, 21: .other("POWER")
        case 22: .other("z/Architecture")
        case 8: .other("MIPS")
        case 258: .other("LoongArch")
        default: .other("an unknown processor (ELF machine \(code))")
        }
    }

    /// What the program header of type PT_INTERP names: the dynamic loader, without which execve(2) says that the
    /// program itself does not exist.
    private static func loader(_ header: BinaryHeader, _ layout: ELFLayout) -> String? {
        guard layout.is64Bit, let start = layout.integer(header, at: 0x20, size: 8),
            let size = layout.integer(header, at: 0x36, size: 2),
            let count = layout.integer(header, at: 0x38, size: 2), start < headerSize
        else { return nil }
        for index in 0..<min(count, 64) {
            let entry = start + index * size
            guard let type = layout.integer(header, at: entry, size: 4) else { return nil }
            guard type == 3 else { continue }
            guard let place = layout.integer(header, at: entry + 8, size: 8),
                let length = layout.integer(header, at: entry + 32, size: 8)
            else { return nil }
            return header.text(at: place, size: length)
        }
        return nil
    }
}

/// How the numbers in an ELF file are stored: EI_CLASS and EI_DATA.
private struct ELFLayout {
    let is64Bit: Bool
    let isBigEndian: Bool

    init(_ header: BinaryHeader) {
        is64Bit = header.byte(at: 4) == 2
        isBigEndian = header.byte(at: 5) == 2
    }

    func integer(_ header: BinaryHeader, at offset: Int, size: Int) -> Int? {
        header.number(at: offset, size: size, bigEndian: isBigEndian).flatMap { Int(exactly: $0) }
    }
}
