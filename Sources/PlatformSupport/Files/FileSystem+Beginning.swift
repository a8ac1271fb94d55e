#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension FileSystem {
    /// Reads at most the first `count` bytes of a file, however long it is.
    ///
    /// A FIFO without a writer reads as empty; nothing here waits.
    ///
    /// - Throws: `SystemError`; `EISDIR` for a directory.
    package static func readBeginning(of path: String, count: Int) throws(SystemError) -> [UInt8] {
        let file = try openFile(path, O_RDONLY | O_NONBLOCK, "read")
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let added = bytes.withUnsafeMutableBytes { buffer in
                let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                return room.baseAddress.map { readSome(file.raw, $0, room.count) } ?? 0
            }
            guard added >= 0 else { throw .last("read \(path)") }
            if added == 0 { break }
            filled += added
        }
        bytes.removeLast(count - filled)
        return bytes
    }
}
