internal import PlatformSupport

extension ProgramImage {
    /// Reads a Mach-O header, or the list of those in a universal file: `<mach-o/loader.h>`, `<mach-o/fat.h>`.
    static func machO(_ header: BinaryHeader) -> ProgramImage? {
        switch header.number(at: 0, size: 4, bigEndian: true) {
        case 0xFEED_FACE, 0xFEED_FACF: single(header, bigEndian: true)
        case 0xCEFA_EDFE, 0xCFFA_EDFE: single(header, bigEndian: false)
        case 0xCAFE_BABE: universal(header, entrySize: 20)
        case 0xCAFE_BABF: universal(header, entrySize: 32)
        default: nil
        }
    }

    private static func single(_ header: BinaryHeader, bigEndian: Bool) -> ProgramImage {
        guard let processor = header.number(at: 4, size: 4, bigEndian: bigEndian),
            let type = header.number(at: 12, size: 4, bigEndian: bigEndian)
        else { return .other(.incomplete) }
        // MH_EXECUTE; 4 is MH_CORE.
        guard type == 2 else { return .other(type == 4 ? .coreDump : .objectFile) }
        return .program(machines: [machine(processor)], loader: nil)
    }

    private static func universal(_ header: BinaryHeader, entrySize: Int) -> ProgramImage? {
        guard let count = header.number(at: 4, size: 4, bigEndian: true) else { return .other(.incomplete) }
        // A Java class begins like that, too, and has its version, 45 or more, where the count stands.
        guard count < 45 else { return nil }
        var machines: [Machine] = []
        for index in 0..<Int(count) {
            let place = 8 + index * entrySize
            guard let processor = header.number(at: place, size: 4, bigEndian: true) else { return .other(.incomplete) }
            machines.append(machine(processor))
        }
        return .program(machines: machines, loader: nil)
    }

    /// The header's `cputype`.
    private static func machine(_ code: UInt64) -> Machine {
        let processor: Machine.Processor =
            switch code {
            case 0x0100_0007: .amd64
            case 0x0100_000C: .arm64
            case 7: .other("x86 with 32 bits")
            case 12: .other("ARM with 32 bits")
            case 18, 0x0100_0012: .other("PowerPC")
            default: .other("an unknown processor (Mach-O type \(code))")
            }
        return Machine(system: .darwin, processor: processor)
    }
}
