#if canImport(Darwin)

import CPlatform
import Darwin
import Synchronization

extension ProcessHandle {
    /// A kernel queue with one event, the end of the process, that nobody ever takes out of it.
    static func openDescriptor(of pid: Int32) throws(SystemError) -> OwnedDescriptor? {
        let queue = try KernelQueue.open()
        do throws(SystemError) {
            try KernelQueue.add(
                queue.raw,
                identifier: UInt(pid),
                filter: Int16(EVFILT_PROC),
                flags: 0,
                events: UInt32(truncatingIfNeeded: NOTE_EXIT)
            )
            return queue
        } catch {
            guard error.isNoSuchProcess else { throw SystemError("take hold of process \(pid)", code: error.code) }
        }
        // A child that has ended already has no event any more, but its PID still.
        guard hasEnded(child: pid) else { return nil }
        for events in [UInt32(NOTE_FFNOP), UInt32(NOTE_TRIGGER)] {
            try KernelQueue.add(queue.raw, identifier: 0, filter: Int16(EVFILT_USER), flags: 0, events: events)
        }
        return queue
    }

    /// Sends a signal to the process.
    ///
    /// Darwin knows processes by their number only. It is this process's as long as its end has not been seen, and the
    /// moment between looking and sending is too short for the system to use all other numbers first.
    ///
    /// - Throws: `SystemError`; `isNoSuchProcess` when it has ended and been reaped, `isPermissionDenied` when it is
    ///   another user's.
    package func signal(_ signal: Signal) throws(SystemError) {
        guard !hasEnded || peekExit() != nil else {
            throw SystemError("send \(signal) to process \(pid)", code: ESRCH)
        }
        guard kill(pid, signal.rawValue) == 0 else { throw .last("send \(signal) to process \(pid)") }
    }

    /// Sends a signal to every process of the group that this process leads, as one in a session of its own does.
    ///
    /// The group is addressed by its number, which the system gives to nobody else while one of its members lives; once
    /// the leader has been reaped, a group of that number is taken for the same only if no process has the number.
    ///
    /// - Throws: `SystemError`; `isNoSuchProcess` when nobody is left in the group, or the process leads none.
    package func signalGroup(_ signal: Signal) throws(SystemError) {
        if hasEnded && peekExit() == nil && ProcessFacts.of(pid: pid) != nil {
            throw SystemError("send \(signal) to process group \(pid)", code: ESRCH)
        }
        guard kill(-pid, signal.rawValue) == 0 else { throw .last("send \(signal) to process group \(pid)") }
    }

    func childEnd(reap: Bool) -> ExitStatus? {
        // After it has been reaped, the number may be another child's.
        guard !isReaped.load(ordering: .acquiring), hasEnded else { return nil }
        var end = ccproxy_child_end()
        guard ccproxy_child_end(pid, reap ? 1 : 0, &end) == 0, end.has_ended != 0 else { return nil }
        if reap { isReaped.store(true, ordering: .releasing) }
        return end.was_signalled != 0 ? .signalled(end.status) : .exited(code: end.status)
    }

    private static func hasEnded(child pid: Int32) -> Bool {
        var end = ccproxy_child_end()
        return ccproxy_child_end(pid, 0, &end) == 0 && end.has_ended != 0
    }
}

#endif
