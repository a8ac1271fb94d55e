/// A numeric IP address as it stands in a URL or a list of hosts.
package struct IPLiteral: Sendable, Hashable {
    /// 4 or 16 octets; an IPv4 address that is written as IPv6 (`::ffff:127.0.0.1`) has 4.
    package let octets: [UInt8]

    /// Reads the text of an address.
    ///
    /// IPv4 is read as the resolver does it, inet_aton(3), because that is what a connection is made to: fewer than
    /// four parts, octal and hexadecimal are all allowed, so that `127.1` is a loopback address. IPv6 comes without
    /// brackets, with or without a zone.
    ///
    /// - Returns: nil for anything else, as a name.
    package init?(_ text: Substring) {
        guard let octets = text.utf8.contains(0x3A) ? IPLiteral.version6(text) : IPLiteral.version4(text) else {
            return nil
        }
        let isMapped = octets.count == 16 && octets[..<10].allSatisfy { $0 == 0 } && octets[10...11] == [0xFF, 0xFF]
        self.octets = isMapped ? Array(octets[12...]) : octets
    }

    /// Whether it reaches this machine and nothing else; the unspecified address does so, too.
    package var isLoopback: Bool {
        if octets.count == 4 { return octets[0] == 127 || octets == [0, 0, 0, 0] }
        return octets[..<15].allSatisfy { $0 == 0 } && octets[15] <= 1
    }

    /// Whether the first `bits` bits are those of `other`.
    package func matches(_ other: IPLiteral, bits: Int) -> Bool {
        guard octets.count == other.octets.count, (0...octets.count * 8).contains(bits) else { return false }
        return zip(octets, other.octets).enumerated().allSatisfy { index, pair in
            let left = min(max(bits - index * 8, 0), 8)
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> left)
            return pair.0 & mask == pair.1 & mask
        }
    }

    private static func version4(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...4).contains(parts.count) else { return nil }
        var value: UInt64 = 0
        for (index, part) in parts.enumerated() {
            guard let number = number(part) else { return nil }
            // The last part fills whatever the others leave.
            let room = index == parts.count - 1 ? 8 * (5 - parts.count) : 8
            guard number < 1 << UInt64(room) else { return nil }
            value = value << UInt64(room) | number
        }
        return (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt64(24 - 8 * $0)) }
    }

    private static func number(_ text: Substring) -> UInt64? {
        guard let first = text.utf8.first, (0x30...0x39).contains(first) else { return nil }
        let isHexadecimal = text.hasPrefix("0x") || text.hasPrefix("0X")
        let digits = isHexadecimal ? text.dropFirst(2) : text
        guard let first = digits.utf8.first, first != 0x2B else { return nil }
        return UInt64(digits, radix: isHexadecimal ? 16 : first == 0x30 && digits.utf8.count > 1 ? 8 : 10)
    }

    private static func version6(_ text: Substring) -> [UInt8]? {
        let address = text.prefix { $0 != "%" }
        guard let gap = address.firstRange(of: "::") else {
            let octets = groups(address)
            return octets?.count == 16 ? octets : nil
        }
        guard let head = groups(address[..<gap.lowerBound]), let tail = groups(address[gap.upperBound...]),
            head.count + tail.count <= 14
        else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    /// Groups of up to four hexadecimal digits, the last of which may be an IPv4 address.
    private static func groups(_ text: Substring) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var octets: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(".") {
                guard part.split(separator: ".").count == 4, let last = version4(part) else { return nil }
                octets += last
            } else {
                guard (1...4).contains(part.utf8.count), part.utf8.first != 0x2B,
                    let group = UInt16(part, radix: 16)
                else { return nil }
                octets += [UInt8(group >> 8), UInt8(truncatingIfNeeded: group)]
            }
        }
        return octets
    }
}
