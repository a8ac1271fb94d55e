import PlatformSupport

/// A log that is written, cut and renamed as engines and the daemon do it.
final class GrowingLog {
    let path: String
    private let keep: Int
    private var sequence = 0

    init(_ path: String, keep: Int = 5) {
        self.path = path
        self.keep = keep
    }

    /// Adds numbered lines to the end, in place, and returns them.
    @discardableResult
    func append(_ count: Int, padding: Int = 0) throws -> [String] {
        var lines: [String] = []
        for _ in 0..<count {
            lines.append("line \(sequence) " + String(repeating: "x", count: padding))
            sequence += 1
        }
        try append(raw: lines.map { $0 + "\n" }.joined())
        return lines
    }

    /// Adds text to the end, in place.
    func append(raw: String) throws {
        let log = try LogFile.open(path)
        try Descriptor.writeAll(log.descriptor, raw)
    }

    /// Moves the first bytes into a new older part and takes them off the front, in the same file.
    ///
    /// - Parameters:
    ///   - bytes: how many.
    ///   - skipped: how many bytes before them are lost.
    ///   - between: called when the part is there and the file is not cut yet.
    /// - Throws: what the file system or `between` throws.
    func cut(_ bytes: Int, skipping skipped: Int = 0, between: () throws -> Void = {}) throws {
        let whole = try FileSystem.read(path)
        try shift()
        let part = Array(whole.dropFirst(skipped).prefix(bytes))
        try FileSystem.write(part, atomicallyTo: "\(path).1", mode: 0o600, durable: false)
        try between()
        let log = try LogFile.open(path)
        try LogFile.truncate(descriptor: log.descriptor)
        try Descriptor.writeAll(log.descriptor, Array(whole.dropFirst(skipped + bytes)))
    }

    /// Renames the file to the newest older part and begins another.
    func rename() throws {
        try shift()
        try FileSystem.rename(path, to: "\(path).1")
        try append(raw: "")
    }

    /// Moves all but the last bytes into a new older part, and loses those.
    func empty(losing bytes: Int) throws {
        let whole = try FileSystem.read(path)
        try shift()
        try FileSystem.write(Array(whole.dropLast(bytes)), atomicallyTo: "\(path).1", mode: 0o600, durable: false)
        try empty()
    }

    /// Removes all that is in the file.
    func empty() throws {
        let log = try LogFile.open(path)
        try LogFile.truncate(descriptor: log.descriptor)
    }

    private func shift() throws {
        try FileSystem.remove("\(path).\(keep)")
        for number in stride(from: keep - 1, through: 1, by: -1) where FileSystem.exists("\(path).\(number)") {
            try FileSystem.rename("\(path).\(number)", to: "\(path).\(number + 1)")
        }
    }
}
