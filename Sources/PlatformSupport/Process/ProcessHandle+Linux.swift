#if os(Linux)

import CPlatform
import Glibc
import Synchronization

extension ProcessHandle {
    /// A pidfd.
    static func openDescriptor(of pid: Int32) throws(SystemError) -> OwnedDescriptor? {
        let raw = ccproxy_pidfd_open(pid)
        if raw >= 0 { return OwnedDescriptor(owning: raw) }
        let error = SystemError.last("take hold of process \(pid)")
        // EINVAL, or ENOENT with newer kernels: the number belongs to a thread that leads no process.
        guard [ESRCH, EINVAL, ENOENT].contains(error.code) else { throw error }
        return nil
    }

    /// Sends a signal to the process.
    ///
    /// - Throws: `SystemError`; `isNoSuchProcess` when it has ended and been reaped, `isPermissionDenied` when it is
    ///   another user's.
    package func signal(_ signal: Signal) throws(SystemError) {
        guard ccproxy_pidfd_send_signal(descriptor, signal.rawValue) == 0 else {
            throw .last("send \(signal) to process \(pid)")
        }
    }

    /// Sends a signal to every process of the group that this process leads, as one in a session of its own does.
    ///
    /// Linux 6.9 and later mean exactly that group, even after the leader has ended and been reaped. Before, the group is
    /// addressed by its number, so that the caller must know that the leader is alive, or a child not reaped yet
    /// (`peekExit` instead of `reap`): after that the number may be another group's.
    ///
    /// - Throws: `SystemError`; `isNoSuchProcess` when nobody is left in the group, or the process leads none.
    package func signalGroup(_ signal: Signal) throws(SystemError) {
        if ccproxy_pidfd_send_group_signal(descriptor, signal.rawValue) == 0 { return }
        if errno == EINVAL && kill(-pid, signal.rawValue) == 0 { return }
        throw .last("send \(signal) to process group \(pid)")
    }

    func childEnd(reap: Bool) -> ExitStatus? {
        guard !isReaped.load(ordering: .acquiring) else { return nil }
        var end = ccproxy_child_end()
        guard ccproxy_pidfd_child_end(descriptor, reap ? 1 : 0, &end) == 0, end.has_ended != 0 else { return nil }
        if reap { isReaped.store(true, ordering: .releasing) }
        return end.was_signalled != 0 ? .signalled(end.status) : .exited(code: end.status)
    }
}

#endif
