#if os(Linux)

import CPlatform
import Glibc

extension LockHolders {
    /// The processes that share in a lock on the file, as far as they can be seen: those of the same user, and all for
    /// root.
    ///
    /// Sharing means to have the very open file that was locked, which is inherited and cannot be come by otherwise.
    /// Whoever merely reads the file, as a backup does, is none.
    ///
    /// Looks at every descriptor of every process: for messages and for cleaning up, not for hot paths.
    ///
    /// - Returns: PIDs, ascending; this process's own among them if it shares. None if there is no such file.
    package static func pids(holding path: String) -> [Int32] {
        guard let file = (try? FileSystem.info(path)) ?? nil else { return [] }
        return ProcessTable.pids().filter { isHolding($0, file) }
    }

    /// Whether one process shares in a lock on the file, as far as it can be seen.
    package static func isHolding(_ path: String, pid: Int32) -> Bool {
        guard let file = (try? FileSystem.info(path)) ?? nil else { return false }
        return isHolding(pid, file)
    }

    private static func isHolding(_ pid: Int32, _ file: FileInfo) -> Bool {
        guard let process = ProcDirectory(of: pid), let descriptors = process.openDescriptors() else { return false }
        return open(file, in: descriptors).contains { isLocked($0, of: process) }
    }

    /// The numbers of the descriptors that are open on the file.
    private static func open(_ file: FileInfo, in descriptors: consuming OwnedDescriptor) -> [Int32] {
        let raw = descriptors.raw
        var numbers: [Int32] = []
        try? FileSystem.forEachEntry(of: descriptors, "list descriptors") { name in
            var found = ccproxy_file_id()
            guard ccproxy_file_id_at(raw, name, &found) == 0, found.inode == file.inode,
                found.device == file.device, let number = FileSystem.number(name)
            else { return }
            numbers.append(number)
        }
        return numbers
    }

    /// The locks of an open file stand in its fdinfo, one line each, proc(5): `lock: 1: FLOCK  ADVISORY  WRITE …`.
    private static func isLocked(_ descriptor: Int32, of process: borrowing ProcDirectory) -> Bool {
        let isLocked = process.withFile("fdinfo/\(descriptor)", capacity: 4096) { text in
            text.split(separator: UInt8(ascii: "\n")).contains { $0.starts(with: "lock:".utf8) }
        }
        return isLocked ?? false
    }
}

#endif
