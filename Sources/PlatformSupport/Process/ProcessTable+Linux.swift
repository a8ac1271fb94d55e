#if os(Linux)

import Glibc

extension ProcessTable {
    /// The PIDs of all processes, zombies included, ascending.
    package static func pids() -> [Int32] {
        guard let directory = try? FileSystem.openFile("/proc", O_RDONLY | O_DIRECTORY, "list") else { return [] }
        var pids: [Int32] = []
        try? FileSystem.forEachEntry(of: directory, "list /proc") { name in
            if let pid = FileSystem.number(name) { pids.append(pid) }
        }
        return pids.sorted()
    }

    static func members(where isMember: (ProcStatus) -> Bool) -> [Int32] {
        pids().filter { pid in
            guard let status = ProcDirectory(of: pid)?.status() else { return false }
            return !status.hasEnded && isMember(status)
        }
    }
}

extension FileSystem {
    /// The number that a name consists of; nil when it is another name.
    static func number(_ name: UnsafePointer<CChar>) -> Int32? {
        guard name[0] >= CChar(bitPattern: UInt8(ascii: "0")), name[0] <= CChar(bitPattern: UInt8(ascii: "9")) else {
            return nil
        }
        return Int32(exactly: strtol(name, nil, 10))
    }
}

#endif
