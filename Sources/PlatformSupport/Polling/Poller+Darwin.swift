#if canImport(Darwin)
import CPlatform
import Darwin
import Synchronization

/// Waits for many descriptors at once: kqueue(2).
///
/// One thread waits; every thread may change what is watched and may wake the waiting one.
package final class Poller: Sendable {
    private let queue: OwnedDescriptor
    /// Where the kernel writes events.
    ///
    /// Unsafe only in name: `wait` alone uses it, and one thread alone calls that.
    private nonisolated(unsafe) let events: UnsafeMutableBufferPointer<kevent>
    /// Descriptors that are watched for nothing but that their other side goes, of which Linux tells without being asked.
    private let closing = Mutex<Set<CInt>>([])
    /// Whether a wake-up is on its way: of many in a row, one is enough.
    private let isWaking = Atomic(false)

    package init() throws(SystemError) {
        let queue = OwnedDescriptor(owning: kqueue())
        guard queue.raw >= 0 else { throw SystemError.last("make a kernel queue") }
        // A kernel queue is not inherited by fork, but only this flag keeps it out of a spawned program.
        guard fcntl(queue.raw, F_SETFD, FD_CLOEXEC) == 0 else { throw SystemError.last("set up a kernel queue") }
        events = .allocate(capacity: 256)
        self.queue = queue
        try change([Self.entry(0, EVFILT_USER, EV_ADD | EV_CLEAR, 0)])
    }

    deinit {
        events.deallocate()
    }

    /// Begins to watch a descriptor.
    package func add(
        _ descriptor: CInt,
        token: UInt64,
        for interest: PollInterest,
        trigger: PollTrigger
    ) throws(SystemError) {
        var flags = EV_ADD | EV_ENABLE
        switch trigger {
        case .once: flags |= EV_ONESHOT
        case .edge: flags |= EV_CLEAR
        case .level: break
        }
        var entries: [kevent] = []
        if interest.contains(.read) { entries.append(Self.entry(descriptor, EVFILT_READ, flags, token)) }
        if interest.contains(.write) { entries.append(Self.entry(descriptor, EVFILT_WRITE, flags, token)) }
        if interest.isEmpty {
            // The end of a pipe's reader is only told to whoever asks whether the pipe can be written to; that it can is
            // kept back in `wait`. Edge-triggered, since it nearly always can.
            closing.withLock { _ = $0.insert(descriptor) }
            entries.append(Self.entry(descriptor, EVFILT_WRITE, EV_ADD | EV_ENABLE | EV_CLEAR, token))
        } else {
            closing.withLock { _ = $0.remove(descriptor) }
        }
        try change(entries)
    }

    /// Watches a descriptor for something else, or once more.
    package func modify(
        _ descriptor: CInt,
        token: UInt64,
        for interest: PollInterest,
        trigger: PollTrigger
    ) throws(SystemError) {
        remove(descriptor, except: interest)
        try add(descriptor, token: token, for: interest, trigger: trigger)
    }

    /// Stops watching a descriptor; to be called before it is closed.
    package func remove(_ descriptor: CInt) {
        closing.withLock { _ = $0.remove(descriptor) }
        remove(descriptor, except: [])
    }

    /// Waits until something happens, somebody wakes us, a signal arrives or the time has passed.
    ///
    /// - Parameters:
    ///   - nanoseconds: how long at most; 0 only looks, nil waits for ever.
    ///   - body: called for each event; a descriptor that can be read and written is reported twice.
    /// - Throws: when the kernel refuses to wait; nothing that a caller did can cause that.
    package func wait(nanoseconds: Int64?, _ body: (PollEvent) -> Void) throws(SystemError) {
        var time = timespec()
        if let nanoseconds {
            // The kernel refuses more than some ten years.
            time.tv_sec = Int(min(nanoseconds / 1_000_000_000, 100_000_000))
            time.tv_nsec = Int(nanoseconds % 1_000_000_000)
        }
        let count = withUnsafePointer(to: time) { time in
            kevent(queue.raw, nil, 0, events.baseAddress, CInt(events.count), nanoseconds == nil ? nil : time)
        }
        guard count >= 0 else {
            let error = SystemError.last("wait for events")
            if error.isInterrupted { return }
            throw error
        }
        for event in events.prefix(Int(count)) {
            if event.filter == Int16(EVFILT_USER) {
                isWaking.store(false, ordering: .sequentiallyConsistent)
                continue
            }
            let isClosed = event.flags & UInt16(EV_EOF) != 0
            let isReading = event.filter == Int16(EVFILT_READ)
            if !isReading, !isClosed, closing.withLock({ $0.contains(CInt(event.ident)) }) { continue }
            body(
                PollEvent(
                    token: UInt64(UInt(bitPattern: event.udata)),
                    isReadable: isReading,
                    isWritable: !isReading,
                    isPeerClosed: isClosed
                )
            )
        }
    }

    /// Makes `wait` return, now or when it is next called; from any thread.
    package func wake() {
        guard !isWaking.exchange(true, ordering: .sequentiallyConsistent) else { return }
        var entry = Self.entry(0, EVFILT_USER, 0, 0)
        entry.fflags = UInt32(NOTE_TRIGGER)
        kevent(queue.raw, &entry, 1, nil, 0, nil)
    }

    private func remove(_ descriptor: CInt, except kept: PollInterest) {
        // One call each: the first that is not there would keep the other from being looked at.
        for (interest, filter) in [(PollInterest.read, EVFILT_READ), (.write, EVFILT_WRITE)]
        where !kept.contains(interest) {
            var entry = Self.entry(descriptor, filter, EV_DELETE, 0)
            kevent(queue.raw, &entry, 1, nil, 0, nil)
        }
    }

    private func change(_ entries: [kevent]) throws(SystemError) {
        guard kevent(queue.raw, entries, CInt(entries.count), nil, 0, nil) == 0 else {
            throw SystemError.last("watch a descriptor")
        }
    }

    private static func entry(_ identifier: CInt, _ filter: Int32, _ flags: Int32, _ token: UInt64) -> kevent {
        kevent(
            ident: UInt(identifier),
            filter: Int16(filter),
            flags: UInt16(flags),
            fflags: 0,
            data: 0,
            udata: UnsafeMutableRawPointer(bitPattern: UInt(token))
        )
    }
}
#endif
