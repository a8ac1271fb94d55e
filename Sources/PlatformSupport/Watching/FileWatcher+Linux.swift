#if os(Linux)

import CPlatform
import Glibc

extension FileWatcher {
    static func open() throws(SystemError) -> OwnedDescriptor {
        let descriptor = inotify_init1(CInt(IN_CLOEXEC) | CInt(IN_NONBLOCK))
        guard descriptor >= 0 else { throw .last("open a file watcher") }
        return OwnedDescriptor(owning: descriptor)
    }

    func start(_ path: String, isOnce: Bool) throws(SystemError) -> CInt {
        // IN_ONESHOT is the highest bit, which its imported form does not survive.
        let once = UInt32(IN_MODIFY) | 1 << 31
        let changes =
            IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE_SELF | IN_MOVE_SELF
        let number = inotify_add_watch(queue.raw, path, isOnce ? once : UInt32(changes))
        guard number >= 0 else { throw .last("watch \(path)") }
        return number
    }

    func stop(_ number: CInt) { inotify_rm_watch(queue.raw, number) }

    /// The kernel has forgotten a one-shot watch by itself.
    func finish(_ number: CInt) {}

    /// The numbers that have events; nil when the kernel's queue has overflowed.
    func takeSeen() throws(SystemError) -> [CInt]? {
        var seen: [CInt] = []
        var hasOverflowed = false
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 8)
        defer { buffer.deallocate() }
        while true {
            do throws(SystemError) {
                let count = try Descriptor.read(queue.raw, into: buffer)
                let events = UnsafeRawBufferPointer(rebasing: buffer[..<count])
                hasOverflowed = Self.parse(events, into: &seen) || hasOverflowed
            } catch {
                guard error.wouldBlock else { throw error }
                return hasOverflowed ? nil : seen
            }
        }
    }

    /// inotify(7): wd, mask, cookie and the length of the name that follows, four bytes each.
    private static func parse(_ events: UnsafeRawBufferPointer, into seen: inout [CInt]) -> Bool {
        var hasOverflowed = false
        var offset = 0
        while offset + 16 <= events.count {
            let number = events.loadUnaligned(fromByteOffset: offset, as: CInt.self)
            let mask = events.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
            let length = events.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self)
            if mask & UInt32(IN_Q_OVERFLOW) != 0 { hasOverflowed = true }
            if mask & UInt32(IN_IGNORED) == 0, number >= 0 { seen.append(number) }
            offset += 16 + Int(length)
        }
        return hasOverflowed
    }
}

#endif
