#if canImport(Darwin)

import Darwin

extension SignalSource {
    /// Ignores the signals, which a kqueue sees nevertheless; blocked ones would stay pending for ever.
    ///
    /// Only `SIGCHLD` is blocked, since the system reaps the children of whoever ignores it.
    static func block(_ signals: [Signal]) throws(SystemError) {
        for signal in signals where signal != .child { signal.ignore() }
        try Signal.block(signals.filter { $0 == .child })
    }

    static func unblock(_ signals: [Signal]) {
        for signal in signals where signal != .child { signal.restoreDefault() }
        try? Signal.unblock(signals.filter { $0 == .child })
    }

    static func open(_ signals: [Signal]) throws(SystemError) -> OwnedDescriptor {
        let queue = try KernelQueue.open()
        for signal in signals {
            try KernelQueue.add(
                queue.raw,
                identifier: UInt(signal.rawValue),
                filter: Int16(EVFILT_SIGNAL),
                flags: UInt16(EV_CLEAR),
                events: 0
            )
        }
        return queue
    }

    static func next(from descriptor: CInt) -> Signal? {
        KernelQueue.next(from: descriptor).flatMap { Signal(rawValue: Int32($0.ident)) }
    }
}

#endif
