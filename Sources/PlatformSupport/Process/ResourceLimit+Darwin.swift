#if canImport(Darwin)

import Darwin

extension ResourceLimit {
    /// `RLIM_INFINITY`, a macro that is not imported.
    static let unlimited = (rlim_t(1) << 63) - 1

    var resource: CInt {
        switch self {
        case .openFiles: RLIMIT_NOFILE
        case .fileSize: RLIMIT_FSIZE
        case .coreSize: RLIMIT_CORE
        }
    }
}

#endif
