internal import PlatformSupport

/// What the beginning of a file says that the file is.
enum ProgramImage: Equatable, Sendable {
    /// A program for these machines; `loader` is the file that the system needs to load it, where the image names one.
    case program(machines: [Machine], loader: String?)
    /// A text for the interpreter that its `#!` line names.
    case script(interpreter: String)
    /// Nothing that can be run.
    case other(ProgramLookalike)

    /// How much of a file is needed: all that describes a program lies in its first page.
    static let headerSize = 4096

    /// Judges a file by its first `headerSize` bytes, or by all of it when it is shorter.
    init(beginning bytes: [UInt8]) {
        let binary = BinaryHeader(bytes)
        self =
            Self.elf(binary) ?? Self.machO(binary) ?? Self.windows(binary) ?? Self.script(bytes)
            ?? .other(ProgramLookalike(beginning: bytes))
    }

    /// The first line as execve(2) takes it apart: blanks, the interpreter, and perhaps one argument.
    private static func script(_ bytes: [UInt8]) -> ProgramImage? {
        guard bytes.starts(with: "#!".utf8) else { return nil }
        let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let line = bytes.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") }
        let word = line.drop(while: isBlank).prefix { !isBlank($0) }
        return word.isEmpty ? .other(.text) : .script(interpreter: String(decoding: word, as: UTF8.self))
    }

    /// The Portable Executable format: an MS-DOS header with the place of the real one, which names the processor.
    private static func windows(_ header: BinaryHeader) -> ProgramImage? {
        guard header.starts(with: "MZ".utf8) else { return nil }
        let place = header.number(at: 0x3C, size: 4, bigEndian: false).flatMap { Int(exactly: $0) }
        let processor = place.flatMap { header.number(at: $0 + 4, size: 2, bigEndian: false) }
        let name: Machine.Processor =
            switch processor {
            case 0x8664: .amd64
            case 0xAA64: .arm64
            default: .other("another processor")
            }
        return .program(machines: [Machine(system: .other("Windows"), processor: name)], loader: nil)
    }
}
