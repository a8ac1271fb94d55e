#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension Signal {
    /// Makes this process ignore the signal.
    ///
    /// Programs that it becomes inherit that; `ProcessSpawner` resets it.
    package func ignore() {
        signal(rawValue, SIG_IGN)
    }

    /// Makes the signal do again what it does by default.
    package func restoreDefault() {
        signal(rawValue, SIG_DFL)
    }

    /// Whether this process ignores the signal.
    package var isIgnored: Bool {
        var action = sigaction()
        guard sigaction(rawValue, nil, &action) == 0 else { return false }
        return Self.isIgnoring(action)
    }

    /// Lets the signal do to this process what it does by default, or nothing if it is ignored, before this returns.
    ///
    /// Also where this thread blocks it, as those of the concurrency runtime do.
    package func raise() {
        try? Self.unblock([self])
        raiseSignal(rawValue)
    }

    /// Keeps the signals pending in this thread, and in those that it starts from now on, instead of delivering them.
    static func block(_ signals: [Signal]) throws(SystemError) {
        try changeMask(SIG_BLOCK, signals)
    }

    /// Blocks the signals in this thread.
    ///
    /// - Returns: What this thread blocked before, for `setMask`.
    /// - Throws: `SystemError`, in theory.
    static func blocking(_ signals: [Signal]) throws(SystemError) -> sigset_t {
        try changeMask(SIG_BLOCK, signals)
    }

    /// Blocks exactly what `mask` says in this thread, and delivers at once what was pending and no longer is.
    static func setMask(_ mask: sigset_t) {
        var mask = mask
        pthread_sigmask(SIG_SETMASK, &mask, nil)
    }

    /// Delivers the signals again, pending ones at once.
    static func unblock(_ signals: [Signal]) throws(SystemError) {
        try changeMask(SIG_UNBLOCK, signals)
    }

    @discardableResult
    private static func changeMask(_ how: CInt, _ signals: [Signal]) throws(SystemError) -> sigset_t {
        var set = sigset_t()
        var before = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal.rawValue) }
        let code = pthread_sigmask(how, &set, &before)
        guard code == 0 else { throw SystemError("change the signal mask", code: code) }
        return before
    }
}

/// Calls raise(3), which sends the signal to this thread; outside of the type, whose own `raise` would hide it.
func raiseSignal(_ number: CInt) { raise(number) }
