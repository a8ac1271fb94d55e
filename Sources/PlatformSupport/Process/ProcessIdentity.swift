/// Who a process is, beyond its number, which the system gives to another one after it has ended.
package struct ProcessIdentity: Hashable, Sendable, Codable {
    /// The process ID.
    package let pid: Int32

    /// When it was started, in a unit of the kernel: good for comparing within one boot, for nothing else.
    package let startTime: UInt64

    /// Which run of the system it belongs to: `startTime` begins again with each.
    package let bootID: String

    /// The file that it executes, without links; empty when that may not be known, as for another user's process or one that is ending.
    package let executable: String

    /// Describes a process that was found earlier.
    package init(pid: Int32, startTime: UInt64, bootID: String, executable: String) {
        self.pid = pid
        self.startTime = startTime
        self.bootID = bootID
        self.executable = executable
    }

    /// Whether both mean the same process.
    ///
    /// The executable does not count: a process that becomes another program stays itself, and one whose executable may
    /// not be known can be somebody all the same.
    package func isSameProcess(as other: ProcessIdentity) -> Bool {
        pid == other.pid && startTime == other.startTime && bootID == other.bootID
    }

    /// Whether the process is alive right now.
    package var isAlive: Bool {
        ProcessIdentity.of(pid: pid)?.isSameProcess(as: self) ?? false
    }
}
