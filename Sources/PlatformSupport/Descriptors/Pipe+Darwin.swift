#if canImport(Darwin)

import Darwin

extension Pipe {
    /// Makes both ends close-on-exec, one call later, since Darwin has no pipe2(2).
    ///
    /// The moment before close-on-exec is set does no harm: `ProcessSpawner` closes there what it
    /// is not told to keep.
    static func makeCloseOnExec(_ descriptors: inout [CInt]) -> CInt {
        guard pipe(&descriptors) == 0 else { return -1 }
        for descriptor in descriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        return 0
    }
}

#endif
