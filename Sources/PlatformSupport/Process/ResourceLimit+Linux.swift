#if os(Linux)

import Glibc

extension ResourceLimit {
    /// `RLIM_INFINITY`, a macro that is not imported.
    static let unlimited = rlim_t.max

    /// Beyond the maximum there is no other limit.
    var ceiling: UInt64? { nil }

    var resource: CInt {
        switch self {
        case .openFiles: CInt(RLIMIT_NOFILE.rawValue)
        case .fileSize: CInt(RLIMIT_FSIZE.rawValue)
        case .coreSize: CInt(RLIMIT_CORE.rawValue)
        }
    }
}

#endif
