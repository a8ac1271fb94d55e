#if os(Linux)
import Glibc

/// What a service manager is told about the state of a service (sd_notify(3)), without its library.
package enum ServiceNotice {
    /// The variable in which systemd says where it listens.
    package static let variable = "NOTIFY_SOCKET"

    /// Tells it, where somebody listens.
    ///
    /// Nobody listening, or a manager that has gone, is no failure: the service goes on all the same.
    ///
    /// - Parameters:
    ///   - state: lines of `NAME=value`, such as `READY=1`.
    ///   - environment: the service's.
    package static func send(_ state: String, environment: [String: String]) {
        guard let path = environment[variable], path.hasPrefix("/") || path.hasPrefix("@") else { return }
        var name = Array(path.utf8)
        // What begins with @ lives in no directory: its first byte is zero.
        if name[0] == UInt8(ascii: "@") { name[0] = 0 }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard name.count < room else { return }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let raw = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        guard raw >= 0 else { return }
        let descriptor = OwnedDescriptor(owning: raw)
        let length = socklen_t(MemoryLayout.offset(of: \sockaddr_un.sun_path).map { $0 + name.count } ?? 0)
        let bytes = Array(state.utf8)
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
                _ = retryingInterrupts {
                    sendto(descriptor.raw, bytes, bytes.count, CInt(MSG_NOSIGNAL), target, length)
                }
            }
        }
    }
}

#endif
