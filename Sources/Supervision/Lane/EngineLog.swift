import PlatformSupport
import ProxyModel

/// The file that takes an engine's output, and the older parts of it beside it: `engine.log`, `engine.log.1`, …
///
/// The engine writes to the file itself, never to a pipe, so nothing of ours can ever block it. The price is that the
/// file has to be cut while it is written to: what is too long is copied away and removed from the front, without loss
/// where the file system can do that, and else by truncation, which may lose what is written in that instant.
package struct EngineLog: Sendable {
    package let path: String
    private let limits: LogSettings

    package init(path: String, limits: LogSettings) {
        self.path = path
        self.limits = limits
    }

    /// The `number`-th older part, 1 the newest.
    package func archive(_ number: Int) -> String { "\(path).\(number)" }

    /// Makes the file if need be and opens it for an engine's output.
    package func openForAppending() throws(SystemError) -> OwnedDescriptor {
        try LogFile.openForAppending(path, mode: 0o600)
    }

    /// Cuts the file into parts as long as it is too long, and drops the oldest parts.
    ///
    /// - Returns: Whether anything was cut.
    @discardableResult
    package func rotateIfNeeded() throws(SystemError) -> Bool {
        guard let info = try FileSystem.info(path), info.size > limits.maximumSize else { return false }
        try rotate(size: Int(info.size))
        return true
    }

    private func rotate(size: Int) throws(SystemError) {
        let file = try LogFile.openForReadingAndWriting(path)
        // Parts that would be dropped at once are not even copied.
        let parts = size / limits.maximumSize
        let skipped = max(0, parts - limits.keep) * limits.maximumSize
        var offset = skipped
        while size - offset > limits.maximumSize {
            try shiftArchives()
            if limits.keep > 0 {
                try LogFile.copy(from: file, range: offset..<offset + limits.maximumSize, to: archive(1), mode: 0o600)
            }
            offset += limits.maximumSize
        }
        guard try !LogFile.discardPrefix(of: file, bytes: offset) else { return }
        try shiftArchives()
        if limits.keep > 0 {
            try LogFile.copy(from: file, range: offset..<Int.max, to: archive(1), mode: 0o600)
        }
        try LogFile.truncate(file)
    }

    private func shiftArchives() throws(SystemError) {
        try FileSystem.remove(archive(max(1, limits.keep)))
        for number in stride(from: limits.keep - 1, through: 1, by: -1) where FileSystem.exists(archive(number)) {
            try FileSystem.rename(archive(number), to: archive(number + 1))
        }
    }

    /// The last lines, oldest first, read from the last 16 KiB only.
    package func lastLines(_ count: Int) -> [String] {
        guard let bytes = try? LogFile.tail(of: path, bytes: 16 << 10) else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n")).suffix(count).map { line in
            // What an engine prints is not ours: no escape sequence of it reaches a terminal.
            String(decoding: line.prefix(500).map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
        }
    }
}
