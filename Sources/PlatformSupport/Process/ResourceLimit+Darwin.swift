#if canImport(Darwin)

import Darwin

extension ResourceLimit {
    /// `RLIM_INFINITY`, a macro that is not imported.
    static let unlimited = (rlim_t(1) << 63) - 1

    /// What setrlimit(2) refuses to go beyond, although the maximum is higher.
    var ceiling: UInt64? { self == .openFiles ? UInt64(OPEN_MAX) : nil }

    var resource: CInt {
        switch self {
        case .openFiles: RLIMIT_NOFILE
        case .fileSize: RLIMIT_FSIZE
        case .coreSize: RLIMIT_CORE
        }
    }
}

#endif
