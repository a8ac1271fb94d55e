package import PlatformSupport
import ProxyModel

/// A log that is being cut, step by step.
///
/// A part is copied under a name of its own, and only when that has worked do the older parts make room for it: a disk that
/// is full costs nothing that is there already.
package struct EngineLogRotation: ~Copyable {
    private let directory: ProviderDirectory
    private let file: LogFile
    private let partSize: Int64
    private let keep: Int
    /// The length of the file, as far as it has been looked at.
    private var size: Int64
    /// Where the next part begins; what stands before is in older parts, or dropped.
    private var offset: Int64
    private var copy: Copy?

    /// A part on its way.
    private struct Copy: ~Copyable {
        let part: OwnedDescriptor
        var copied: Int64 = 0
        /// Whether the file is emptied after it.
        let isLast: Bool
    }

    /// No step copies more than this.
    private static let step: Int64 = 1 << 20

    init(of file: consuming LogFile, in directory: ProviderDirectory, size: Int64, _ partSize: Int64, keep: Int) {
        self.directory = directory
        self.file = file
        self.partSize = partSize
        self.keep = keep
        self.size = size
        // Parts that would be dropped at once are not even copied.
        offset = max(0, size / partSize - Int64(keep)) * partSize
    }

    /// What is given up half-way leaves nothing behind.
    deinit {
        if copy != nil { try? FileSystem.remove(directory.currentLog + ".new") }
    }

    /// The next step.
    ///
    /// - Returns: Whether there are more.
    /// - Throws: `SystemError`; then older parts and the file are as they were, and nothing half-copied stays.
    package mutating func advance() throws(SystemError) -> Bool {
        do throws(SystemError) {
            if copy == nil {
                guard try beginPart() else { return false }
            }
            guard try copyStep() else { return true }
            return try finishPart()
        } catch {
            try? FileSystem.remove(newPart)
            throw error
        }
    }

    private var newPart: String { directory.currentLog + ".new" }

    /// - Returns: Whether there is one.
    private mutating func beginPart() throws(SystemError) -> Bool {
        let isLast = size - offset <= partSize
        if isLast {
            // Every part has been taken off the front already.
            guard offset > 0 else { return false }
            if case .removed(let count) = try LogFile.discardPrefix(
                descriptor: file.descriptor,
                bytes: UInt64(offset)
            ), count > 0 {
                return false
            }
            if keep == 0 {
                try LogFile.truncate(descriptor: file.descriptor)
                return false
            }
        }
        try FileSystem.remove(newPart)
        copy = Copy(part: try Descriptor.create(newPart), isLast: isLast)
        return true
    }

    /// - Returns: Whether the part is complete.
    private mutating func copyStep() throws(SystemError) -> Bool {
        guard var copy = copy.take() else { return true }
        // Not to the end of the file: an engine that writes faster than this copies would never let it come.
        let end = min(partSize, copy.copied + Self.step)
        while copy.copied < end {
            let wanted = Int(min(end - copy.copied, 64 << 10))
            let bytes = try Descriptor.read(file.descriptor, at: offset + copy.copied, count: wanted)
            if bytes.isEmpty { break }
            try Descriptor.writeAll(copy.part.raw, bytes)
            copy.copied += Int64(bytes.count)
        }
        let isComplete = copy.copied < end || end == partSize
        self.copy = consume copy
        return isComplete
    }

    /// - Returns: Whether another part may follow.
    private mutating func finishPart() throws(SystemError) -> Bool {
        guard let done = copy.take() else { return false }
        try FileSystem.remove(directory.olderLog(keep))
        for number in stride(from: keep - 1, through: 1, by: -1) where FileSystem.exists(directory.olderLog(number)) {
            try FileSystem.rename(directory.olderLog(number), to: directory.olderLog(number + 1))
        }
        try FileSystem.rename(newPart, to: directory.olderLog(1))
        if done.isLast {
            try LogFile.truncate(descriptor: file.descriptor)
            return false
        }
        offset += partSize
        // At once, so that nothing is copied twice if the next part cannot be.
        if case .removed(let count) = try LogFile.discardPrefix(descriptor: file.descriptor, bytes: UInt64(offset)) {
            offset -= Int64(count)
            size -= Int64(count)
        }
        return true
    }
}
