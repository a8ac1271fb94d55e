/// Header or trailer fields: in order, duplicates kept, looked up without regard to case.
///
/// All names and values lie in one array of bytes, the entries are ranges of it. Parsing a head therefore allocates
/// twice, however many fields it has, and a field that nobody asks for never becomes a string.
package struct HTTPFields: Sendable {
    /// Where one field's name and value lie in `bytes`.
    struct Entry: Sendable {
        var nameStart: UInt32
        var nameCount: UInt32
        var valueStart: UInt32
        var valueCount: UInt32
    }

    private(set) var bytes: [UInt8]
    private(set) var entries: [Entry]

    /// No fields.
    package init() {
        bytes = []
        entries = []
    }

    /// What a parser has found: ranges of the bytes of a whole head.
    init(bytes: [UInt8], entries: [Entry]) {
        self.bytes = bytes
        self.entries = entries
    }

    /// Adds a field behind the others.
    ///
    /// Octets that a value may not contain (CR, LF, NUL and other controls) become spaces, and spaces around the value
    /// are dropped, as RFC 9110 §5.5 prescribes: a value can never add a field or end a head.
    package mutating func append(_ name: HTTPFieldName, _ value: String) {
        let nameStart = bytes.count
        bytes.append(contentsOf: name.text.utf8)
        let valueStart = bytes.count
        var value = value
        value.withUTF8 { value in
            var end = value.count
            while end > 0, value[end - 1].isFieldWhitespace { end -= 1 }
            var start = 0
            while start < end, value[start].isFieldWhitespace { start += 1 }
            let text = UnsafeBufferPointer(rebasing: value[start..<end])
            if ByteClass.all(text, are: .fieldValue) {
                bytes.append(contentsOf: text)
            } else {
                appendCleaned(text)
            }
        }
        entries.append(
            Entry(
                nameStart: UInt32(truncatingIfNeeded: nameStart),
                nameCount: UInt32(truncatingIfNeeded: valueStart - nameStart),
                valueStart: UInt32(truncatingIfNeeded: valueStart),
                valueCount: UInt32(truncatingIfNeeded: bytes.count - valueStart)
            )
        )
    }

    private mutating func appendCleaned(_ value: UnsafeBufferPointer<UInt8>) {
        let start = bytes.count
        for byte in value {
            let isSpace = !ByteClass.isMember(byte, of: .fieldValue)
            // What becomes a space at the beginning is dropped like any other space there.
            if isSpace, bytes.count == start { continue }
            bytes.append(isSpace ? 0x20 : byte)
        }
        while bytes.count > start, bytes[bytes.count - 1].isFieldWhitespace {
            bytes.removeLast()
        }
    }

    /// Adds a field whose octets are known to be valid.
    mutating func appendRaw(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
        let nameStart = bytes.count
        bytes.append(contentsOf: name)
        bytes.append(contentsOf: value)
        entries.append(
            Entry(
                nameStart: UInt32(truncatingIfNeeded: nameStart),
                nameCount: UInt32(truncatingIfNeeded: name.count),
                valueStart: UInt32(truncatingIfNeeded: nameStart + name.count),
                valueCount: UInt32(truncatingIfNeeded: value.count)
            )
        )
    }

    /// Removes every field of that name.
    package mutating func remove(_ name: HTTPFieldName) {
        var start = 0
        while let index = position(of: name, from: start) {
            entries.remove(at: index)
            start = index
        }
    }

    /// Removes every field that has one of the names.
    package mutating func remove(_ names: HTTPFieldNameSet) {
        // Looked for first: what is shared stays shared where there is nothing to be removed.
        guard contains(anyOf: names) else { return }
        bytes.withUnsafeBufferPointer { bytes in
            entries.removeAll { names.contains($0, in: bytes) }
        }
    }
}

extension UInt8 {
    /// SP or HTAB, the only whitespace of RFC 9110 §5.6.3.
    var isFieldWhitespace: Bool { self == 0x20 || self == 0x09 }
}
