#if os(Linux)

import CPlatform
import Glibc

extension CurrentProcess {
    /// The running program's file, without links.
    ///
    /// - Throws: `SystemError` where /proc is not mounted.
    package static var executablePath: String {
        get throws(SystemError) {
            try FileSystem.readLink("/proc/self/exe")
        }
    }

    /// Makes descendants whose parent has died children of this process, so that it learns of their end and can reap
    /// them.
    ///
    /// - Returns: Whether the system can do that.
    @discardableResult
    package static func becomeSubreaper() -> Bool { ccproxy_become_subreaper() == 0 }

    static func closeAll(from first: CInt) -> Bool { ccproxy_close_from(first) == 0 }
}

#endif
