#if os(Linux)

import CPlatform
import Glibc

extension LogFile {
    /// Removes the first bytes of a file without losing what others append meanwhile.
    ///
    /// The rest of the file moves to its beginning in one step (`FALLOC_FL_COLLAPSE_RANGE`, which ext4 and XFS have).
    ///
    /// - Parameters:
    ///   - descriptor: The file, open for writing.
    ///   - bytes: How many bytes to remove; rounded down to whole blocks, and always leaving at least one byte.
    /// - Returns: How many bytes are gone, or that it cannot be done here, so that the caller may truncate instead.
    /// - Throws: `SystemError` when the disk fails or the descriptor is not one of a file open for writing.
    package static func discardPrefix(descriptor: CInt, bytes: UInt64) throws(SystemError) -> Discarded {
        let size = try size(descriptor: descriptor)
        var fileSystem = statvfs()
        guard fstatvfs(descriptor, &fileSystem) == 0, fileSystem.f_bsize > 0 else {
            throw .last("look at the file system of descriptor \(descriptor)")
        }
        let block = UInt64(fileSystem.f_bsize)
        // A range that reaches the end of the file is refused: that would be a truncation.
        let whole = size == 0 ? 0 : min(bytes, size - 1) / block * block
        if whole == 0 { return .removed(0) }
        if retryingInterrupts({ ccproxy_collapse_range(descriptor, Int64(whole)) }) == 0 { return .removed(whole) }
        let error = SystemError.last("discard the beginning of descriptor \(descriptor)")
        // EINVAL: what the file system calls a block may be several of them (ext4 bigalloc, XFS on a real-time device).
        guard error.isUnsupported || error.code == EINVAL else { throw error }
        return .unsupported
    }
}

#endif
