#if os(Linux)

import CPlatform
import Glibc

extension LockHolders {
    /// The processes that have the file open, whatever it is called by now, as far as they can be seen: those of the same
    /// user, and all for root.
    ///
    /// Looks at every descriptor of every process: for messages and for cleaning up, not for hot paths.
    ///
    /// - Returns: PIDs, ascending; this process's own among them if it has the file open. None if there is no such file.
    package static func pids(holding path: String) -> [Int32] {
        guard let file = (try? FileSystem.info(path)) ?? nil else { return [] }
        return ProcessTable.pids().filter { isHolding($0, file) }
    }

    /// Whether one process has the file open, as far as it can be seen.
    package static func isHolding(_ path: String, pid: Int32) -> Bool {
        guard let file = (try? FileSystem.info(path)) ?? nil else { return false }
        return isHolding(pid, file)
    }

    private static func isHolding(_ pid: Int32, _ file: FileInfo) -> Bool {
        guard let descriptors = ProcDirectory(of: pid)?.openDescriptors() else { return false }
        return has(descriptors, file)
    }

    private static func has(_ descriptors: consuming OwnedDescriptor, _ file: FileInfo) -> Bool {
        let raw = descriptors.raw
        var isHolder = false
        try? FileSystem.forEachEntry(of: descriptors, "list descriptors") { name in
            guard !isHolder else { return }
            var found = ccproxy_file_id()
            guard ccproxy_file_id_at(raw, name, &found) == 0 else { return }
            isHolder = found.inode == file.inode && found.device == file.device
        }
        return isHolder
    }
}

#endif
