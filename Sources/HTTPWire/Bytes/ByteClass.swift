/// What the grammar of HTTP/1.1 lets an octet be part of.
///
/// A table instead of comparisons: heads are checked octet by octet, and this is the hottest loop of a request.
package struct ByteClass: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// A `tchar` of a token, RFC 9110 §5.6.2.
    package static let token = ByteClass(rawValue: 1 << 0)
    /// May stand in a field value: HTAB, SP, VCHAR or obs-text, RFC 9110 §5.5.
    package static let fieldValue = ByteClass(rawValue: 1 << 1)
    /// May stand in a request target.
    ///
    /// RFC 3986 characters, `%`, and those that browsers leave unescaped in a query (`|`, `^`, `{`, `}`, backquote and
    /// backslash). Neither a fragment (`#`) nor a space, a quote, an angle bracket or an octet outside ASCII.
    package static let target = ByteClass(rawValue: 1 << 2)
    /// A hexadecimal digit of either case.
    package static let hexadecimal = ByteClass(rawValue: 1 << 3)

    /// The class of every octet, indexed by the octet.
    private static let table: [ByteClass] = (0...UInt8.max).map(classify)

    /// Whether every octet belongs to `wanted`.
    package static func all(_ bytes: UnsafeBufferPointer<UInt8>, are wanted: ByteClass) -> Bool {
        table.withUnsafeBufferPointer { table in
            var common = wanted.rawValue
            for byte in bytes {
                common &= table[Int(byte)].rawValue
            }
            return common == wanted.rawValue
        }
    }

    /// The position of the first octet that does not belong to `wanted`; nil when all do.
    static func firstOutside(_ wanted: ByteClass, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        table.withUnsafeBufferPointer { table in
            bytes.firstIndex { table[Int($0)].isDisjoint(with: wanted) }
        }
    }

    /// Whether one octet belongs to `wanted`.
    package static func isMember(_ byte: UInt8, of wanted: ByteClass) -> Bool {
        !table[Int(byte)].isDisjoint(with: wanted)
    }

    private static func classify(_ byte: UInt8) -> ByteClass {
        var result: ByteClass = []
        let isDigit = (0x30...0x39).contains(byte)
        let isLetter = (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        if isDigit || isLetter || "!#$%&'*+-.^_`|~".utf8.contains(byte) {
            result.insert(.token)
        }
        if byte == 0x09 || (byte >= 0x20 && byte != 0x7F) {
            result.insert(.fieldValue)
        }
        if byte > 0x20, byte < 0x7F, !"\"#<>".utf8.contains(byte) {
            result.insert(.target)
        }
        if isDigit || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte) {
            result.insert(.hexadecimal)
        }
        return result
    }
}
