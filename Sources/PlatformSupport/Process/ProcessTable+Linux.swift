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

    /// The children of a process and theirs, as far as they are reached through parents that live; those that change
    /// meanwhile may be missed.
    ///
    /// Where the kernel keeps lists of children, a process without any costs a look at its threads.
    package static func descendants(of pid: Int32) -> [Int32] {
        var found: [Int32] = []
        var next = [pid]
        while let parent = next.popLast() {
            let children = hasChildLists ? children(of: parent) : members(among: pids()) { $0.parent == parent }
            for child in children where child != pid && !found.contains(child) {
                found.append(child)
                next.append(child)
            }
        }
        return found
    }

    /// Whether the kernel is built so (CONFIG_PROC_CHILDREN), as nearly all are.
    private static let hasChildLists = FileSystem.exists("/proc/thread-self/children")

    /// Those of every thread: the children of one are numbers with spaces in between.
    private static func children(of pid: Int32) -> [Int32] {
        let path = "/proc/\(pid)/task"
        guard let tasks = try? FileSystem.openFile(path, O_RDONLY | O_DIRECTORY, "list") else { return [] }
        var threads: [Int32] = []
        try? FileSystem.forEachEntry(of: tasks, "list threads") { name in
            if let thread = FileSystem.number(name) { threads.append(thread) }
        }
        return threads.flatMap { thread -> [Int32] in
            guard let file = try? FileSystem.openFile("\(path)/\(thread)/children", O_RDONLY, "read"),
                let bytes = try? Descriptor.readToEnd(file.raw, limit: 1 << 20)
            else { return [] }
            return bytes.split(separator: UInt8(ascii: " ")).compactMap { Int32(String(decoding: $0, as: UTF8.self)) }
        }
    }

    static func members(among pids: [Int32], where isMember: (ProcStatus) -> Bool) -> [Int32] {
        pids.filter { pid in
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
