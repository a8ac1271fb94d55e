import CPlatform

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A socket address in the kernel's form.
struct RawAddress: ~Copyable {
    var value = ccproxy_address()
    /// The directory of a Unix socket whose path is too long: the address goes through this descriptor.
    private var anchor: OwnedDescriptor?

    /// Whatever the kernel fills in.
    init() {}

    init(_ address: SocketAddress) throws(SystemError) {
        let status: CInt
        switch address {
        // C would take what stands before a zero byte for the whole.
        case .ipv4(let text, _) where text.utf8.contains(0): status = -EINVAL
        case .ipv6(let text, _) where text.utf8.contains(0): status = -EINVAL
        case .unix(let text) where text.utf8.contains(0): status = -EINVAL
        case .ipv4(let host, let port): status = ccproxy_address_ip(host, port, 0, &value)
        case .ipv6(let host, let port): status = ccproxy_address_ip(host, port, 1, &value)
        case .unix(let path): status = ccproxy_address_unix(path, &value)
        }
        if case .unix(let path) = address, status == -ENAMETOOLONG {
            try setLongPath(path)
        } else if status < 0 {
            throw SystemError("use address \(address)", code: -status)
        }
    }

    /// Names the socket by `/proc/self/fd/<directory>/<file>`, which is short whatever the path.
    private mutating func setLongPath(_ path: String) throws(SystemError) {
        let slash = path.utf8.lastIndex(of: 0x2F)
        let directory = slash.map { path[...$0] } ?? "."
        let file = slash.map { path[path.utf8.index(after: $0)...] } ?? path[...]
        let descriptor = ccproxy_open_anchor(String(directory))
        guard descriptor >= 0 else { throw SystemError("use socket \(path)", code: -descriptor) }
        anchor = OwnedDescriptor(owning: descriptor)
        let status = ccproxy_address_unix("/proc/self/fd/\(descriptor)/\(file)", &value)
        guard status >= 0 else { throw SystemError("use socket \(path)", code: -status) }
    }

    /// The address as a value; nil for a family that is none of ours and for a Unix socket without a name.
    var address: SocketAddress? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { text in
            guard let base = text.baseAddress else { return nil }
            var port: UInt16 = 0
            let kind = withUnsafePointer(to: value) { ccproxy_address_text($0, base, text.count, &port) }
            let host = String(cString: base)
            return switch kind {
            case 4: .ipv4(host: host, port: port)
            case 6: .ipv6(host: host, port: port)
            case 1 where !host.isEmpty: .unix(path: host)
            default: nil
            }
        }
    }
}
