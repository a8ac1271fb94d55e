#if canImport(Darwin)

import Darwin

extension FileWatcher {
    static func open() throws(SystemError) -> OwnedDescriptor { try KernelQueue.open() }

    /// A kqueue watches open files, so the number is a descriptor that is closed when the watch ends.
    func start(_ path: String, isOnce: Bool) throws(SystemError) -> CInt {
        let file = Darwin.open(path, O_EVTONLY | O_CLOEXEC)
        guard file >= 0 else { throw .last("watch \(path)") }
        let owned = OwnedDescriptor(owning: file)
        let writes = UInt32(NOTE_WRITE | NOTE_EXTEND)
        let changes = writes | UInt32(NOTE_DELETE | NOTE_RENAME | NOTE_REVOKE)
        try KernelQueue.add(
            queue.raw,
            identifier: UInt(file),
            filter: Int16(EVFILT_VNODE),
            flags: UInt16(isOnce ? EV_ONESHOT : EV_CLEAR),
            events: isOnce ? writes : changes
        )
        return owned.release()
    }

    func stop(_ number: CInt) { close(number) }

    func finish(_ number: CInt) { close(number) }

    func takeSeen() throws(SystemError) -> [CInt]? {
        var seen: [CInt] = []
        while let event = KernelQueue.next(from: queue.raw) { seen.append(CInt(event.ident)) }
        return seen
    }
}

#endif
