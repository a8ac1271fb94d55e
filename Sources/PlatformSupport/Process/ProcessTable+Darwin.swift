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

    static func members(where isMember: (ccproxy_process) -> Bool) -> [Int32] {
        pids().filter { pid in
            var process = ccproxy_process()
            return ccproxy_process(pid, &process) == 0 && process.is_zombie == 0 && isMember(process)
        }
    }
}

#endif
