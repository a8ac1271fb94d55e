#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// An IP address as its bytes, in network order: four of IPv4, sixteen of IPv6.
struct NumericAddress: Hashable {
    let bytes: [UInt8]

    /// Reads an address; nil when the text is none.
    ///
    /// An IPv4 address in IPv6 form is the IPv4 address.
    init?(_ text: String) {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 {
            self.bytes = Array(bytes.prefix(4))
        } else if inet_pton(AF_INET6, text, &bytes) == 1 {
            let isMapped = bytes.prefix(12).elementsEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff])
            self.bytes = isMapped ? Array(bytes.suffix(4)) : bytes
        } else {
            return nil
        }
    }

    var isIPv4: Bool { bytes.count == 4 }

    /// Whether it stands for every address: 0.0.0.0 or ::.
    var isEvery: Bool { bytes.allSatisfy { $0 == 0 } }

    /// The text of an address of four or sixteen bytes; empty for anything else.
    static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        guard bytes.count == 4 || bytes.count == 16, let base = bytes.baseAddress else { return "" }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
            guard let start = text.baseAddress,
                inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, base, start, socklen_t(text.count)) != nil
            else { return "" }
            return String(cString: start)
        }
    }
}
