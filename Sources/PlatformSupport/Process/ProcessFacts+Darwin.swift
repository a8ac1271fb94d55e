#if canImport(Darwin)

import CPlatform

extension ProcessFacts {
    /// Describes the process that has this PID now, zombies included; nil when there is none.
    package static func of(pid: Int32) -> ProcessFacts? {
        var process = ccproxy_process()
        guard pid > 0, ccproxy_process(pid, &process) == 0 else { return nil }
        return ProcessFacts(
            pid: pid,
            parent: process.parent,
            session: process.session,
            group: process.group,
            state: process.is_zombie != 0 ? .zombie : process.is_stopped != 0 ? .stopped : .alive,
            userID: process.user,
            command: command(pid) ?? name(process)
        )
    }

    private static func command(_ pid: Int32) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: commandLimit + 1) { buffer in
            guard let base = buffer.baseAddress else { return nil }
            let count = ccproxy_process_arguments(pid, base, buffer.count)
            guard count > 0 else { return nil }
            return displayed(arguments: buffer[..<Int(count)].map { UInt8(bitPattern: $0) })
        }
    }

    private static func name(_ process: ccproxy_process) -> String {
        let name = withUnsafeBytes(of: process.name) { displayed(arguments: $0.prefix { $0 != 0 }) }
        return name.isEmpty ? "" : "[\(name)]"
    }
}

#endif
