#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What the file system says about one file.
package struct FileInfo: Hashable, Sendable {
    /// What sort of thing it is.
    package enum Kind: Hashable, Sendable {
        case regular, directory, symbolicLink, socket, fifo, device
    }

    /// What sort of thing it is.
    package let kind: Kind

    /// Length in bytes.
    package let size: Int64

    /// Permission bits including set-user-ID, set-group-ID and sticky: the low twelve bits.
    package let mode: UInt16

    /// The user it belongs to.
    package let userID: UInt32

    /// The group it belongs to.
    package let groupID: UInt32

    /// With `device`, what the file is, whatever it is called.
    package let inode: UInt64

    /// The file system that it is on.
    package let device: UInt64

    /// How many names it has.
    package let linkCount: Int

    /// When its contents last changed, in nanoseconds since 1970.
    package let modified: Int64

    /// Whether both are the same file, under whatever names.
    package func isSameFile(as other: FileInfo) -> Bool { inode == other.inode && device == other.device }
}

extension FileInfo {
    /// Translates what stat(2) has filled in.
    init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .regular
        case S_IFDIR: kind = .directory
        case S_IFLNK: kind = .symbolicLink
        case S_IFSOCK: kind = .socket
        case S_IFIFO: kind = .fifo
        default: kind = .device
        }
        size = Int64(status.st_size)
        mode = UInt16(truncatingIfNeeded: status.st_mode & 0o7777)
        userID = status.st_uid
        groupID = status.st_gid
        inode = UInt64(status.st_ino)
        device = UInt64(truncatingIfNeeded: status.st_dev)
        linkCount = Int(status.st_nlink)
        modified = Self.modified(status)
    }

    /// The open file behind a descriptor; nil when the descriptor is not open.
    static func of(descriptor: CInt) -> FileInfo? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? FileInfo(status) : nil
    }
}
