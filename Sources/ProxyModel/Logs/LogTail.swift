internal import PlatformSupport

/// The end of an engine's log, for people.
package enum LogTail {
    /// How far back is looked.
    private static let window: Int64 = 16 << 10

    /// The last lines of a log; none when it cannot be read.
    ///
    /// - Parameters:
    ///   - count: how many lines at most.
    ///   - path: the log.
    ///   - start: where in it begins what is of interest.
    /// - Returns: the lines, oldest first; no longer than 500 bytes each, and without anything that a terminal obeys.
    package static func read(_ count: Int, of path: String, since start: Int64 = 0) -> [String] {
        guard let size = (try? FileSystem.info(path))??.size, let file = try? Descriptor.open(path),
            let bytes = try? Descriptor.read(
                file.raw,
                // A file that has become shorter was cut meanwhile, and holds nothing older.
                at: max(size < start ? 0 : start, size - window),
                count: Int(window)
            )
        else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n")).suffix(count).map { line in
            // What an engine prints is not ours: no escape sequence of it reaches a terminal.
            String(decoding: line.prefix(500).map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
        }
    }
}
