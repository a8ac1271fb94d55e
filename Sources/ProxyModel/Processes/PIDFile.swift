package import PlatformSupport

/// A file that holds a PID in decimal and nothing else, for scripts and people.
///
/// A PID alone proves nothing, since the system gives it to another process later: see `ProcessRecord`.
package enum PIDFile {
    /// What such a file says.
    package enum Content: Equatable, Sendable {
        /// There is no file.
        case absent
        /// There is one, and it does not name a process: why.
        case invalid(String)
        case pid(Int32)
    }

    /// Reads the file; nothing that stands in it is an error or a trap.
    package static func read(_ path: String) -> Content {
        let bytes: [UInt8]
        do throws(SystemError) {
            guard let present = try FileSystem.readIfPresent(path, limit: 64) else { return .absent }
            bytes = present
        } catch {
            return .invalid(error.description)
        }
        // A line break at the end is what `echo $$ >file` leaves.
        let text = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let isOneLine = text.count == 1 || (text.count == 2 && text[1].isEmpty)
        // 0 and negative numbers mean groups to kill(2), and 1 is never ours.
        guard isOneLine, text[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let pid = Int32(text[0]), pid > 1
        else {
            return .invalid("\(path) does not hold a PID")
        }
        return .pid(pid)
    }

    /// Replaces the file.
    package static func write(_ pid: Int32, to path: String) throws(SystemError) {
        try FileSystem.write(Array(String(pid).utf8), atomicallyTo: path, mode: 0o644, durable: false)
    }
}
