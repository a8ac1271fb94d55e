#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A Unix socket for single messages.
struct DatagramSocket: ~Copyable {
    let descriptor: OwnedDescriptor

    /// - Returns: nil when the system has none left, with the reason in `errno`.
    init?() {
        #if canImport(Glibc)
        let raw = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue), 0)
        #else
        let raw = socket(AF_UNIX, SOCK_DGRAM, 0)
        #endif
        guard raw >= 0 else { return nil }
        descriptor = OwnedDescriptor(owning: raw)
        _ = fcntl(raw, F_SETFD, FD_CLOEXEC)
    }

    /// Sends a message, if somebody listens; one that cannot be sent at once is lost.
    func send(_ bytes: [UInt8], to path: String) {
        Self.withAddress(path) { address, length in
            _ = retryingInterrupts { sendto(descriptor.raw, bytes, bytes.count, sendFlags, address, length) }
        }
    }

    /// Receives what is sent to the path; false with the reason in `errno`.
    func bind(to path: String) -> Bool {
        var isBound = false
        Self.withAddress(path) { address, length in isBound = bindSocket(descriptor.raw, address, length) == 0 }
        return isBound
    }

    /// Calls `body` with the address of a path; one that begins with @ lives in no directory (unix(7)).
    private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Void) {
        var name = Array(path.utf8)
        if name.first == UInt8(ascii: "@") { name[0] = 0 }
        var address = sockaddr_un()
        guard name.count < MemoryLayout.size(ofValue: address.sun_path) else {
            errno = ENAMETOOLONG
            return
        }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let length = (MemoryLayout.offset(of: \sockaddr_un.sun_path) ?? 2) + name.count
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(length)) }
        }
    }
}

/// Not to wait for a manager that does not read.
private let sendFlags = CInt(MSG_DONTWAIT)

/// Calls bind(2); outside of the type, whose own `bind` would hide it.
private func bindSocket(_ descriptor: CInt, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> CInt {
    bind(descriptor, address, length)
}
