#if os(Linux)

import Glibc

/// The kernel's listeners as text, for systems that do not answer sock_diag(7), as some sandboxes.
enum ProcNetTable {
    /// The listeners on any of the ports, IPv4 first.
    ///
    /// One read of `/proc/net/tcp` and one of `/proc/net/tcp6` (proc(5)), each only as far as the listeners go, which
    /// stand before all connections. Behind the last listener the kernel looks through all of its connection table, which
    /// costs milliseconds on a machine with much memory.
    static func listeners(on ports: Set<UInt16>) throws(SystemError) -> [PortListener] {
        var found: [PortListener] = []
        try scan("/proc/net/tcp", ports, into: &found)
        do throws(SystemError) {
            try scan("/proc/net/tcp6", ports, into: &found)
        } catch {
            // A kernel without IPv6 has no such file, and no such listeners.
            guard error.isNotFound else { throw error }
        }
        return found
    }

    private static func scan(
        _ path: String,
        _ ports: Set<UInt16>,
        into found: inout [PortListener]
    ) throws(SystemError) {
        let file = try FileSystem.openFile(path, O_RDONLY, "read")
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 32 << 10, alignment: 1)
        defer { buffer.deallocate() }
        var kept = 0
        while true {
            let room = UnsafeMutableRawBufferPointer(rebasing: buffer[kept...])
            let count = try Descriptor.read(file.raw, into: room)
            guard count > 0 else { return }
            var rest = UnsafeRawBufferPointer(rebasing: buffer[..<(kept + count)])
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                let line = UnsafeRawBufferPointer(rebasing: rest[..<end])
                guard consider(line, ports, &found) else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[(end + 1)...])
            }
            // The kernel gives whole lines; whatever it does, half a line waits for its other half.
            kept = rest.count < buffer.count ? rest.count : 0
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest.suffix(kept)))
        }
    }

    /// Takes one line; false when it is the first one that is no listener.
    private static func consider(
        _ line: UnsafeRawBufferPointer,
        _ ports: Set<UInt16>,
        _ found: inout [PortListener]
    ) -> Bool {
        var fields = ProcNetFields(line)
        guard let slot = fields.next(), slot.last == UInt8(ascii: ":"), let local = fields.next(),
            fields.next() != nil, let state = fields.next()
        else { return true }
        // 0A: TCP_LISTEN.
        guard state.elementsEqual("0A".utf8) else { return false }
        guard let colon = local.lastIndex(of: UInt8(ascii: ":")),
            let port = number(local[(colon + 1)...], radix: 16).flatMap({ UInt16(exactly: $0) }), ports.contains(port)
        else { return true }
        // Queues, timer, retransmits; then the user; the timeout; then the socket's inode.
        for _ in 0..<3 { _ = fields.next() }
        guard let user = fields.next().flatMap({ number($0[...], radix: 10) }), fields.next() != nil,
            let inode = fields.next().flatMap({ number($0[...], radix: 10) })
        else { return true }
        found.append(
            PortListener(
                address: address(local[..<colon]),
                port: port,
                userID: UInt32(truncatingIfNeeded: user),
                socket: inode
            )
        )
        return true
    }

    private static func number(_ digits: some Sequence<UInt8>, radix: UInt64) -> UInt64? {
        var value: UInt64 = 0
        for digit in digits {
            guard let next = hexValue(digit), UInt64(next) < radix else { return nil }
            value = value &* radix &+ UInt64(next)
        }
        return value
    }

    private static func hexValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// The kernel prints addresses as hexadecimal 32-bit words in the machine's own order.
    private static func address(_ digits: Slice<UnsafeRawBufferPointer>) -> String {
        var bytes: [UInt8] = []
        var rest = digits
        while rest.count >= 8 {
            let word = UInt32(truncatingIfNeeded: number(rest.prefix(8), radix: 16) ?? 0)
            withUnsafeBytes(of: word) { bytes += $0 }
            rest = rest.dropFirst(8)
        }
        return bytes.withUnsafeBytes { NumericAddress.text($0) }
    }
}

/// The fields of a line of `/proc/net/tcp`, between runs of spaces.
private struct ProcNetFields {
    private var rest: UnsafeRawBufferPointer

    init(_ line: UnsafeRawBufferPointer) { rest = line }

    mutating func next() -> UnsafeRawBufferPointer? {
        guard let start = rest.firstIndex(where: { $0 != UInt8(ascii: " ") }) else { return nil }
        let tail = UnsafeRawBufferPointer(rebasing: rest[start...])
        let end = tail.firstIndex(of: UInt8(ascii: " ")) ?? tail.count
        rest = UnsafeRawBufferPointer(rebasing: tail[end...])
        return UnsafeRawBufferPointer(rebasing: tail[..<end])
    }
}

#endif
