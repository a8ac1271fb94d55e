#if canImport(Darwin)

import Darwin

extension Machine {
    /// The machine that this program runs on: ARM64 also when the program itself is one for x86-64 that is translated.
    package static let current: Machine = {
        var isARM: CInt = 0
        var size = MemoryLayout<CInt>.size
        let isKnown = sysctlbyname("hw.optional.arm64", &isARM, &size, nil, 0) == 0
        return Machine(system: .darwin, processor: isKnown && isARM != 0 ? .arm64 : .compiled)
    }()
}

#endif
