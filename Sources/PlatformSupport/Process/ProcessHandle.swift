import Synchronization

/// A hold on one process, ours or not, that cannot come to mean another one.
///
/// The process may have ended long ago; then signals reach nobody and `hasEnded` says so. Any number of handles may mean
/// the same process.
package final class ProcessHandle: Sendable {
    /// The PID that the process has, or had.
    package let pid: Int32

    let process: OwnedDescriptor

    /// Whether `reap` has succeeded, for systems where the number is all that waiting goes by.
    let isReaped = Atomic(false)

    /// Readable once the process has ended, also if it is no child and if it has been reaped; for a poller.
    package var descriptor: CInt { process.raw }

    private init(pid: Int32, process: consuming OwnedDescriptor) {
        self.pid = pid
        self.process = process
    }

    /// Takes hold of whoever has the PID now.
    ///
    /// For a child that has not been reaped that is the child, running or ended. For any other PID it may be anybody:
    /// use `open(_:)` with an identity.
    ///
    /// - Returns: nil when nobody has the PID.
    /// - Throws: `SystemError` when no descriptor is left, or the kernel is too old (Linux before 5.4).
    package static func open(pid: Int32) throws(SystemError) -> ProcessHandle? {
        guard pid > 0, let process = try openDescriptor(of: pid) else { return nil }
        return ProcessHandle(pid: pid, process: process)
    }

    /// Takes hold of the process of that identity, if it still runs.
    ///
    /// - Returns: nil when it has ended, whoever has its PID now.
    /// - Throws: As `open(pid:)`.
    package static func open(_ identity: ProcessIdentity) throws(SystemError) -> ProcessHandle? {
        guard let handle = try open(pid: identity.pid) else { return nil }
        // Asked after the descriptor has been opened: the process of that identity had the PID before and has it now, so
        // it had it in between.
        return identity.isAlive ? handle : nil
    }

    /// Whether the process has ended, reaped or not.
    package var hasEnded: Bool {
        (try? Descriptor.waitUntilReadable(descriptor, timeout: .zero)) ?? false
    }

    /// Waits until the process has ended; reaps nothing.
    ///
    /// - Returns: Whether it has, within `timeout` (nil: however long it takes).
    @discardableResult
    package func waitUntilEnded(timeout: Duration? = nil) -> Bool {
        (try? Descriptor.waitUntilReadable(descriptor, timeout: timeout)) ?? false
    }

    /// How a child of this process has ended, without reaping it, so that its PID, and with it the number of its process
    /// group, is given to nobody else yet.
    ///
    /// - Returns: nil when it has not ended, when it is no child, or when it has been reaped.
    package func peekExit() -> ExitStatus? { childEnd(reap: false) }

    /// How a child of this process has ended; reaps it, once.
    ///
    /// - Returns: nil when it has not ended, when it is no child, or when it has been reaped.
    package func reap() -> ExitStatus? { childEnd(reap: true) }
}
