import PlatformSupport

/// The signals that a fake engine handles itself; the others do what they do by default (SIGHUP ends it).
struct EngineSignals {
    private let source: SignalSource
    private let ignoresTerminate: Bool

    /// Receives the signals from now on.
    init(ignoringTerminate ignoresTerminate: Bool) throws(SystemError) {
        source = try SignalSource([.terminate, .interrupt, .quit, .user1])
        self.ignoresTerminate = ignoresTerminate
    }

    /// Readable when a signal has arrived.
    var descriptor: CInt { source.descriptor }

    /// The next signal to obey.
    func next() -> Signal? {
        while let signal = source.next() {
            if ignoresTerminate, signal == .terminate || signal == .interrupt { continue }
            return signal
        }
        return nil
    }

    /// Waits so many milliseconds, and tells whether a signal came that ends the process.
    func isTerminated(within milliseconds: Int) throws(SystemError) -> Bool {
        let end = ContinuousClock.now + .milliseconds(milliseconds)
        while true {
            let remaining = ContinuousClock.now.duration(to: end)
            guard try Descriptor.waitUntilReadable(descriptor, timeout: remaining) else { return false }
            while let signal = next() {
                if signal != .user1 { return true }
            }
        }
    }
}
