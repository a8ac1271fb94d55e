#if canImport(Darwin)

import Darwin

/// The few calls on a kqueue(2) that signals, processes and files need here.
enum KernelQueue {
    /// A new queue, close-on-exec; a child would not inherit it anyway.
    static func open() throws(SystemError) -> OwnedDescriptor {
        let descriptor = kqueue()
        guard descriptor >= 0 else { throw .last("open a kernel queue") }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return OwnedDescriptor(owning: descriptor)
    }

    /// Asks for the events of one thing.
    static func add(
        _ queue: CInt,
        identifier: UInt,
        filter: Int16,
        flags: UInt16,
        events: UInt32
    ) throws(SystemError) {
        var change = kevent(
            ident: identifier,
            filter: filter,
            flags: flags | UInt16(EV_ADD),
            fflags: events,
            data: 0,
            udata: nil
        )
        guard retryingInterrupts({ kevent(queue, &change, 1, nil, 0, nil) }) >= 0 else {
            throw .last("watch with a kernel queue")
        }
    }

    /// The next event, without waiting; nil when there is none.
    static func next(from queue: CInt) -> kevent? {
        var event = kevent()
        var now = timespec(tv_sec: 0, tv_nsec: 0)
        return retryingInterrupts { kevent(queue, nil, 0, &event, 1, &now) } == 1 ? event : nil
    }
}

#endif
