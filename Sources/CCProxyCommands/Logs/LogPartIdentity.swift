import PlatformSupport

/// What tells one part of a log from another, whatever its number is by now.
///
/// The time and the size belong to it because a file system gives the number of a removed file to the next one.
struct LogPartIdentity: Equatable {
    let inode: UInt64
    let device: UInt64
    let modified: Int64
    let size: Int64

    init(_ info: FileInfo) {
        inode = info.inode
        device = info.device
        modified = info.modified
        size = info.size
    }

    /// Whether both are the same file, though it may have grown; two that do not exist are the same.
    static func isSameFile(_ first: LogPartIdentity?, _ second: LogPartIdentity?) -> Bool {
        first?.inode == second?.inode && first?.device == second?.device
    }
}
