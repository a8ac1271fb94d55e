#if os(Linux)

import Glibc

/// The directory of one process under /proc, held open: what is read through it is always about that process.
struct ProcDirectory: ~Copyable {
    private let directory: OwnedDescriptor

    /// Opens the directory; nil when there is no such process.
    init?(of pid: Int32) {
        let raw = open("/proc/\(pid)", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard raw >= 0 else { return nil }
        directory = OwnedDescriptor(owning: raw)
    }

    /// The numbers of `stat`; nil when the process is gone.
    func status() -> ProcStatus? {
        withFile("stat", capacity: 2048) { ProcStatus($0) } ?? nil
    }

    /// The file that it executes; nil when it may not be known, or it executes none, as a thread of the kernel.
    func executable() -> String? {
        guard let path = FileSystem.linkTarget(in: directory.raw, "exe") else { return nil }
        // The kernel says so of a file that has been removed or replaced, by an update for example.
        let mark = " (deleted)"
        return path.hasSuffix(mark) ? String(path.dropLast(mark.count)) : path
    }

    /// Calls `body` with the beginning of a file; nil when it cannot be read.
    func withFile<Result>(
        _ name: String,
        capacity: Int,
        _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result? {
        let raw = openat(directory.raw, name, O_RDONLY | O_CLOEXEC)
        guard raw >= 0 else { return nil }
        let file = OwnedDescriptor(owning: raw)
        return withUnsafeTemporaryAllocation(byteCount: capacity, alignment: 8) { buffer in
            guard let base = buffer.baseAddress else { return nil }
            let count = readSome(file.raw, base, buffer.count)
            guard count > 0 else { return nil }
            return body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// Opens the directory of its descriptors; nil when it may not be seen, or the process is gone.
    func openDescriptors() -> OwnedDescriptor? {
        let raw = openat(directory.raw, "fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        return raw >= 0 ? OwnedDescriptor(owning: raw) : nil
    }
}

#endif
