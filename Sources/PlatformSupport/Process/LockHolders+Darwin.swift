#if canImport(Darwin)

import CPlatform

extension LockHolders {
    /// The processes that have the file open for writing, whatever it is called by now, as far as they can be seen: those
    /// of the same user, and all for root.
    ///
    /// Darwin does not tell who shares in a lock, so whoever could have taken it as ours do counts; who merely reads the
    /// file does not.
    /// Looks at every descriptor of every process: for messages and for cleaning up, not for hot paths.
    ///
    /// - Returns: PIDs, ascending; this process's own among them if it has the file open. None if there is no such file.
    package static func pids(holding path: String) -> [Int32] {
        guard let file = (try? FileSystem.info(path)) ?? nil else { return [] }
        return ProcessTable.pids().filter { isHolding($0, file) }
    }

    /// Whether one process has the file open for writing, as far as it can be seen.
    package static func isHolding(_ path: String, pid: Int32) -> Bool {
        guard let file = (try? FileSystem.info(path)) ?? nil else { return false }
        return isHolding(pid, file)
    }

    private static func isHolding(_ pid: Int32, _ file: FileInfo) -> Bool {
        ccproxy_process_has_file(pid, UInt32(truncatingIfNeeded: file.device), file.inode) == 1
    }
}

#endif
