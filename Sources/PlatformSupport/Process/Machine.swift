/// What a program has to be made for: an operating system and a processor.
package struct Machine: Hashable, Sendable, CustomStringConvertible {
    /// An operating system.
    package enum System: Hashable, Sendable, CustomStringConvertible {
        case linux
        case darwin
        /// One that ccproxy does not run on, by its name for people.
        case other(String)

        package var description: String {
            switch self {
            case .linux: "Linux"
            case .darwin: "macOS"
            case .other(let name): name
            }
        }
    }

    /// A family of processors that run the same programs.
    package enum Processor: Hashable, Sendable, CustomStringConvertible {
        /// x86 with 64 bits.
        case amd64
        /// ARM with 64 bits.
        case arm64
        /// Any other, by its name for people.
        case other(String)

        package var description: String {
            switch self {
            case .amd64: "x86-64"
            case .arm64: "ARM64"
            case .other(let name): name
            }
        }
    }

    package let system: System
    package let processor: Processor

    package init(system: System, processor: Processor) {
        self.system = system
        self.processor = processor
    }

    /// `"Linux on x86-64"`.
    package var description: String { "\(system) on \(processor)" }

    /// Whether this machine runs what was made for the other one.
    ///
    /// A Mac with an ARM64 processor also runs programs for x86-64, if Rosetta is installed.
    package func runs(_ other: Machine) -> Bool {
        guard system == other.system else { return false }
        if processor == other.processor { return true }
        return self == Machine(system: .darwin, processor: .arm64) && other.processor == .amd64 && Self.hasRosetta
    }

    private static var hasRosetta: Bool { FileSystem.exists("/Library/Apple/usr/libexec/oah/libRosettaRuntime") }
}

extension Machine.Processor {
    /// What this program was compiled for.
    static var compiled: Machine.Processor {
        #if arch(x86_64)
        .amd64
        #elseif arch(arm64)
        .arm64
        #elseif arch(riscv64)
        .other("RISC-V")
        #elseif arch(powerpc64le)
        .other("POWER")
        #elseif arch(s390x)
        .other("z/Architecture")
        #elseif arch(i386)
        .other("x86 with 32 bits")
        #elseif arch(arm)
        .other("ARM with 32 bits")
        #endif
    }
}
