#if os(Linux)

import CPlatform

extension SignalSource {
    static func block(_ signals: [Signal]) throws(SystemError) { try Signal.block(signals) }

    static func unblock(_ signals: [Signal]) { try? Signal.unblock(signals) }

    static func open(_ signals: [Signal]) throws(SystemError) -> OwnedDescriptor {
        let descriptor = ccproxy_signal_descriptor(signals.map(\.rawValue), CInt(signals.count))
        guard descriptor >= 0 else { throw .last("open a signal descriptor") }
        return OwnedDescriptor(owning: descriptor)
    }

    static func next(from descriptor: CInt) -> Signal? { Signal(rawValue: ccproxy_next_signal(descriptor)) }
}

#endif
