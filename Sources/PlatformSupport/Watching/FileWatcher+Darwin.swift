#if canImport(Darwin)

import Darwin

extension FileWatcher {
    static func open() throws(SystemError) -> OwnedDescriptor { try KernelQueue.open() }

    /// A kqueue watches open files, so the number is a descriptor that is closed when the watch ends.
    func start(_ path: String, isOnce: Bool) throws(SystemError) -> CInt {
        let file = Darwin.open(path, O_EVTONLY | O_CLOEXEC)
        guard file >= 0 else { throw .last("watch \(path)") }
        let owned = OwnedDescriptor(owning: file)
        // Watched already: the same number again. A second one would have nobody to close it.
        if let known = watching(owned.raw, isOnce: isOnce) { return known }
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

    /// The number under which the open file is watched in the same way; nil when it is not.
    ///
    /// Its event is still armed: what was seen and not drained yet is told, and only draining ends a watch for once.
    private func watching(_ descriptor: CInt, isOnce: Bool) -> CInt? {
        guard let file = FileInfo.of(descriptor: descriptor) else { return nil }
        return watched.withLock { watched in
            watched.first { number, watch in
                watch.isOnce == isOnce && FileInfo.of(descriptor: number)?.isSameFile(as: file) == true
            }?.key
        }
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
