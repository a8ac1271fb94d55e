#if os(Linux)

import Glibc

extension ProcessIdentity {
    /// Identifies the living process that has this PID.
    ///
    /// - Returns: nil when there is none, or when it has ended and is a zombie.
    package static func of(pid: Int32) -> ProcessIdentity? {
        // All is read through one descriptor of its directory, which never comes to mean another process.
        guard pid > 0, let directory = ProcDirectory(of: pid), let status = directory.status() else { return nil }
        guard !status.hasEnded else { return nil }
        return ProcessIdentity(
            pid: pid,
            startTime: status.startTime,
            bootID: bootIdentifier,
            executable: directory.executable() ?? ""
        )
    }

    /// Which run of the system this is; empty where the kernel does not tell, and then no PID of earlier is trusted less.
    package static let bootIdentifier: String = {
        let bytes = (try? FileSystem.read("/proc/sys/kernel/random/boot_id")) ?? []
        return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }()
}

#endif
