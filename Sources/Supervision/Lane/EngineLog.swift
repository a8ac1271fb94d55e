package import PlatformSupport
package import ProxyModel

/// The file that takes an engine's output, and the older parts of it beside it.
///
/// They are called `engine.log`, `engine.log.1` and so on, the higher the older.
///
/// The engine writes to the file itself, never to a pipe, so nothing of ours can ever block it. The price is that the
/// file has to be cut while it is written to: what is too long is copied away and removed from the front, without loss
/// where the file system can do that, and else by truncation, which may lose what is written in that instant.
package struct EngineLog: Sendable {
    /// Its paths.
    private let directory: ProviderDirectory
    private let keep: Int
    /// The length of a part, in whole blocks of every common file system: those can be taken off the front.
    private let partSize: Int64

    private static let block: Int64 = 4096

    /// - Parameters:
    ///   - directory: the provider's.
    ///   - limits: how long a part may be and how many older ones stay.
    package init(in directory: ProviderDirectory, limits: LogSettings) {
        self.directory = directory
        keep = limits.keep
        partSize = max(Self.block, Int64(limits.maximumSize) / Self.block * Self.block)
    }

    /// The file that is written to.
    package var path: String { directory.currentLog }

    /// Makes the file if need be and opens it for an engine's output.
    package func open() throws(SystemError) -> LogFile {
        try FileSystem.createDirectory(directory.logs, mode: 0o700)
        return try LogFile.open(path)
    }

    /// Cuts the file into parts as long as it is too long, and drops the oldest parts.
    package func rotateIfNeeded() throws(SystemError) {
        guard var rotation = try beginRotation() else { return }
        while try rotation.advance() {}
    }

    /// The same in steps, for whoever has something else to do in between; nil when the file is not too long.
    package func beginRotation() throws(SystemError) -> EngineLogRotation? {
        guard let info = try FileSystem.info(path), info.size > partSize else { return nil }
        return EngineLogRotation(of: try LogFile.open(path), in: directory, size: info.size, partSize, keep: keep)
    }

    /// The last lines, oldest first, from the last 16 KiB only.
    ///
    /// - Parameters:
    ///   - count: how many at most.
    ///   - start: where in the file the engine's own output begins; what stands before is another one's.
    /// - Returns: the lines, without their ends and without control characters.
    package func lastLines(_ count: Int, since start: Int64) -> [String] {
        LogTail.read(count, of: path, since: start)
    }
}
