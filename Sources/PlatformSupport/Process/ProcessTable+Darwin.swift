#if canImport(Darwin)

import CPlatform

extension ProcessTable {
    /// The PIDs of all processes, zombies included, ascending.
    package static func pids() -> [Int32] {
        var capacity = 2048
        while true {
            var pids = [Int32](repeating: 0, count: capacity)
            let count = Int(ccproxy_processes(&pids, CInt(capacity)))
            if count < capacity { return pids.prefix(count).filter { $0 > 0 }.sorted() }
            capacity *= 2
        }
    }

    /// The children of a process and theirs, as far as they are reached through parents that live; those that change
    /// meanwhile may be missed.
    package static func descendants(of pid: Int32) -> [Int32] {
        var children: [Int32: [Int32]] = [:]
        for candidate in pids() {
            var process = ccproxy_process()
            guard ccproxy_process(candidate, &process) == 0 else { continue }
            children[process.parent, default: []].append(candidate)
        }
        var found: [Int32] = []
        var next = [pid]
        while let parent = next.popLast() {
            // Taken out, so that a number that comes round while all are read cannot lead in a circle.
            guard let theirs = children.removeValue(forKey: parent) else { continue }
            found += theirs
            next += theirs
        }
        return found
    }

    static func members(among pids: [Int32], where isMember: (ccproxy_process) -> Bool) -> [Int32] {
        pids.filter { pid in
            var process = ccproxy_process()
            return ccproxy_process(pid, &process) == 0 && process.is_zombie == 0 && isMember(process)
        }
    }
}

#endif
