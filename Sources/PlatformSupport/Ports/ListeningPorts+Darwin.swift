#if canImport(Darwin)

import CPlatform
import Darwin

extension ListeningPorts {
    /// The kernel's table has failed, and Darwin has no other.
    static func listenersOtherwise(on ports: Set<UInt16>) throws(SystemError) -> [PortListener] {
        throw .last("list the listeners")
    }

    /// Whether the process has a socket open that listens where this listener does, as far as it may be looked into.
    static func holds(_ listener: PortListener, pid: Int32) -> Bool {
        guard let address = NumericAddress(listener.address) else { return false }
        return ccproxy_process_listens(pid, listener.port, address.bytes, address.bytes.count) == 1
    }
}

#endif
