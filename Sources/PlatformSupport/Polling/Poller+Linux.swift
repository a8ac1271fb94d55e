#if os(Linux)
import CPlatform
import Glibc
import Synchronization

/// Waits for many descriptors at once: epoll(7).
///
/// One thread waits; every thread may change what is watched and may wake the waiting one.
package final class Poller: Sendable {
    private let epoll: OwnedDescriptor
    private let wakeup: OwnedDescriptor
    /// Where the kernel writes events.
    ///
    /// Unsafe only in name: `wait` alone uses it, and one thread alone calls that.
    private nonisolated(unsafe) let events: UnsafeMutableBufferPointer<epoll_event>
    /// Whether a wake-up is on its way: of many in a row, one is enough.
    private let isWaking = Atomic(false)

    /// The token of our own wake-up descriptor; no descriptor may be added with it.
    private static let wakeToken = UInt64.max

    package init() throws(SystemError) {
        let epoll = OwnedDescriptor(owning: epoll_create1(CInt(EPOLL_CLOEXEC)))
        guard epoll.raw >= 0 else { throw SystemError.last("make an epoll descriptor") }
        let wakeup = OwnedDescriptor(owning: ccproxy_event_descriptor())
        try StreamSocket.check(wakeup.raw, "make an event descriptor")
        events = .allocate(capacity: 256)
        self.epoll = epoll
        self.wakeup = wakeup
        var event = epoll_event(events: EPOLLIN.rawValue | Self.edgeFlag, data: epoll_data_t(u64: Self.wakeToken))
        guard epoll_ctl(self.epoll.raw, EPOLL_CTL_ADD, self.wakeup.raw, &event) == 0 else {
            throw SystemError.last("watch an event descriptor")
        }
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
        try control(EPOLL_CTL_ADD, descriptor, token, interest, trigger)
    }

    /// Watches a descriptor for something else, or once more.
    package func modify(
        _ descriptor: CInt,
        token: UInt64,
        for interest: PollInterest,
        trigger: PollTrigger
    ) throws(SystemError) {
        try control(EPOLL_CTL_MOD, descriptor, token, interest, trigger)
    }

    /// Stops watching a descriptor; to be called before it is closed.
    package func remove(_ descriptor: CInt) {
        var event = epoll_event()
        epoll_ctl(epoll.raw, EPOLL_CTL_DEL, descriptor, &event)
    }

    /// Waits until something happens, somebody wakes us, a signal arrives or the time has passed.
    ///
    /// - Parameters:
    ///   - nanoseconds: how long at most; 0 only looks, nil waits for ever.
    ///   - body: called for each event.
    /// - Throws: when the kernel refuses to wait; nothing that a caller did can cause that.
    package func wait(nanoseconds: Int64?, _ body: (PollEvent) -> Void) throws(SystemError) {
        guard let base = events.baseAddress else { return }
        let count = ccproxy_epoll_wait(epoll.raw, base, CInt(events.count), nanoseconds ?? -1)
        guard count >= 0 else {
            let error = SystemError("wait for events", code: -count)
            if error.isInterrupted { return }
            throw error
        }
        for index in 0..<Int(count) {
            let event = base[index]
            if event.data.u64 == Self.wakeToken {
                isWaking.store(false, ordering: .sequentiallyConsistent)
                continue
            }
            let isBroken = event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0
            body(
                PollEvent(
                    token: event.data.u64,
                    isReadable: isBroken || event.events & (EPOLLIN.rawValue | EPOLLRDHUP.rawValue) != 0,
                    isWritable: isBroken || event.events & EPOLLOUT.rawValue != 0,
                    isPeerClosed: isBroken || event.events & EPOLLRDHUP.rawValue != 0
                )
            )
        }
    }

    /// Makes `wait` return, now or when it is next called; from any thread.
    package func wake() {
        guard !isWaking.exchange(true, ordering: .sequentiallyConsistent) else { return }
        // Watched by its edges, so that it never needs to be read: each write is a new edge.
        var one: UInt64 = 1
        write(wakeup.raw, &one, 8)
    }

    private func control(
        _ operation: CInt,
        _ descriptor: CInt,
        _ token: UInt64,
        _ interest: PollInterest,
        _ trigger: PollTrigger
    ) throws(SystemError) {
        var flags: UInt32 = 0
        if interest.contains(.read) { flags |= EPOLLIN.rawValue }
        if interest.contains(.write) { flags |= EPOLLOUT.rawValue }
        switch trigger {
        case .once: flags |= EPOLLRDHUP.rawValue | EPOLLONESHOT.rawValue
        case .edge: flags |= EPOLLRDHUP.rawValue | Self.edgeFlag
        // Told again and again to somebody who does not read, the end of the peer would keep the loop awake.
        case .level: if interest.contains(.read) { flags |= EPOLLRDHUP.rawValue }
        }
        var event = epoll_event(events: flags, data: epoll_data_t(u64: token))
        guard epoll_ctl(epoll.raw, operation, descriptor, &event) == 0 else {
            throw SystemError.last("watch descriptor \(descriptor)")
        }
    }

    private static let edgeFlag = EPOLLET.rawValue
}
#endif
