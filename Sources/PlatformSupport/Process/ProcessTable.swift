#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// All processes that this one can see.
package enum ProcessTable {
    /// The living members of a session, zombies left out; the leader itself need not be alive.
    package static func members(ofSession session: Int32) -> [Int32] {
        // Asked first, because that is cheap: nearly nobody is.
        members(among: pids().filter { getsid($0) == session }) { $0.session == session }
    }

    /// The living members of a process group, zombies left out; the leader itself need not be alive.
    package static func members(ofGroup group: Int32) -> [Int32] {
        members(among: pids()) { $0.group == group }
    }
}
