#if os(Linux)

extension Machine {
    /// The machine that this program runs on.
    package static let current = Machine(system: .linux, processor: .compiled)
}

#endif
