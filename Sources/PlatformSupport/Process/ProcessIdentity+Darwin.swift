#if canImport(Darwin)

import CPlatform
import Darwin

extension ProcessIdentity {
    /// Identifies the living process that has this PID.
    ///
    /// - Returns: nil when there is none, or when it has ended and is a zombie.
    package static func of(pid: Int32) -> ProcessIdentity? {
        guard let start = startTime(of: pid) else { return nil }
        let executable = executable(of: pid)
        // Asked again: what was read in between belongs to the same process only if it still has the PID.
        guard startTime(of: pid) == start else { return nil }
        return ProcessIdentity(pid: pid, startTime: start, bootID: bootIdentifier, executable: executable)
    }

    /// Which run of the system this is; empty where the kernel does not tell, and then no PID of earlier is trusted less.
    package static let bootIdentifier: String = {
        var bytes = [CChar](repeating: 0, count: 64)
        var size = bytes.count
        guard sysctlbyname("kern.bootsessionuuid", &bytes, &size, nil, 0) == 0 else { return "" }
        return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()

    private static func startTime(of pid: Int32) -> UInt64? {
        var process = ccproxy_process()
        guard pid > 0, ccproxy_process(pid, &process) == 0, process.is_zombie == 0 else { return nil }
        return process.start
    }

    private static func executable(of pid: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4 * Int(MAXPATHLEN)) { buffer in
            guard let base = buffer.baseAddress, ccproxy_process_path(pid, base, buffer.count) == 0 else { return "" }
            return String(cString: base)
        }
    }
}

#endif
