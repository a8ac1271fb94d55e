/// Names of fields that are treated alike: however many they are, the fields of a head are gone through once.
package struct HTTPFieldNameSet: Sendable, ExpressibleByArrayLiteral {
    /// The names as fields without values: all of them lie in one array, and comparing them counts no references.
    private let fields: HTTPFields
    /// Bit n says that one of the names has n octets; the last bit stands for all that are longer.
    ///
    /// That alone tells almost every field from all of the names.
    private let lengths: UInt64

    package init(arrayLiteral names: HTTPFieldName...) {
        var fields = HTTPFields()
        for name in names { fields.append(name, "") }
        self.fields = fields
        lengths = names.reduce(0) { $0 | Self.bit(ofLength: $1.text.utf8.count) }
    }

    /// Whether the name of an entry is one of these.
    func contains(_ entry: HTTPFields.Entry, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard lengths & Self.bit(ofLength: Int(entry.nameCount)) != 0 else { return false }
        return fields.bytes.withUnsafeBufferPointer { names in
            fields.entries.contains { name in
                name.nameCount == entry.nameCount
                    && entry.isNamed(UnsafeBufferPointer(rebasing: names[name.nameRange]), in: bytes)
            }
        }
    }

    private static func bit(ofLength count: Int) -> UInt64 { 1 << UInt64(min(count, 63)) }
}
