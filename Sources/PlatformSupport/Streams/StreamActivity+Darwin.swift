#if canImport(Darwin)

extension StreamActivity {
    /// Nil: Darwin has no documented way to read another process's connection counters.
    package static func reading(localPort port: UInt16) -> StreamActivity? { nil }
}

#endif
