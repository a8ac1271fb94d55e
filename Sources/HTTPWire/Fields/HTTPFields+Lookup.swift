extension HTTPFields {
    /// The value of the first field of that name; nil when there is none.
    ///
    /// Setting a value removes all fields of that name and adds one; setting nil removes them.
    package subscript(name: HTTPFieldName) -> String? {
        get {
            guard let index = position(of: name) else { return nil }
            return text(at: entries[index].valueStart, entries[index].valueCount)
        }
        set {
            remove(name)
            if let newValue {
                append(name, newValue)
            }
        }
    }

    /// The values of all fields of that name, in order.
    package func values(of name: HTTPFieldName) -> [String] {
        all(name).map { text(at: $0.valueStart, $0.valueCount) }
    }

    package func contains(_ name: HTTPFieldName) -> Bool {
        position(of: name) != nil
    }

    /// Whether there is a field that has one of the names.
    package func contains(anyOf names: HTTPFieldNameSet) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            entries.contains { names.contains($0, in: bytes) }
        }
    }

    /// How many fields have that name.
    package func count(of name: HTTPFieldName) -> Int {
        all(name).count
    }

    /// Whether a comma-separated list, spread over any number of fields of that name, has the element.
    ///
    /// Compared without regard to case, as in `Connection: Keep-Alive, Upgrade` (RFC 9110 §5.6.1).
    package func hasElement(_ element: StaticString, in name: HTTPFieldName) -> Bool {
        all(name).contains { entry in
            listElements(of: entry).contains { isEqual($0, to: element) }
        }
    }

    /// The non-empty elements of the comma-separated list that the fields of that name form together.
    package func elements(of name: HTTPFieldName) -> [String] {
        all(name).flatMap { entry in
            listElements(of: entry).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// Runs `body` on the bytes of the first value of that name; nil when there is none.
    ///
    /// For values that must not be copied around, as secrets.
    package func withValue<R>(of name: HTTPFieldName, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R? {
        guard let index = position(of: name) else { return nil }
        return bytes.withUnsafeBufferPointer { all in
            body(UnsafeBufferPointer(rebasing: all[entries[index].valueRange]))
        }
    }

    /// How many octets names and values have together, at most.
    package var octetCount: Int { bytes.count }

    /// Runs `body` on name and value of each field that has none of the names, in order.
    package func forEach(
        except names: HTTPFieldNameSet,
        _ body: (_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Void
    ) {
        bytes.withUnsafeBufferPointer { bytes in
            for entry in entries where !names.contains(entry, in: bytes) {
                body(
                    UnsafeBufferPointer(rebasing: bytes[entry.nameRange]),
                    UnsafeBufferPointer(rebasing: bytes[entry.valueRange])
                )
            }
        }
    }

    /// The position of the first field of that name at or behind `start`; nil when there is none.
    ///
    /// Every look-up by name comes down to this: a request has dozens of them.
    func position(of name: HTTPFieldName, from start: Int = 0) -> Int? {
        var text = name.text
        return text.withUTF8 { name in
            bytes.withUnsafeBufferPointer { bytes in
                entries[start...].firstIndex { $0.isNamed(name, in: bytes) }
            }
        }
    }

    /// The fields of that name, in order.
    func all(_ name: HTTPFieldName) -> [Entry] {
        guard let first = position(of: name) else { return [] }
        var found = [entries[first]]
        var start = first + 1
        while let index = position(of: name, from: start) {
            found.append(entries[index])
            start = index + 1
        }
        return found
    }

    func text(at start: UInt32, _ count: UInt32) -> String {
        String(decoding: bytes[Int(start)..<Int(start) + Int(count)], as: UTF8.self)
    }

    private func listElements(of entry: Entry) -> [ArraySlice<UInt8>] {
        bytes[entry.valueRange].split(separator: 0x2C).compactMap { element in
            var element = element.drop(while: \.isFieldWhitespace)
            while element.last?.isFieldWhitespace == true {
                element.removeLast()
            }
            return element.isEmpty ? nil : element
        }
    }

    private func isEqual(_ bytes: ArraySlice<UInt8>, to text: StaticString) -> Bool {
        text.withUTF8Buffer { wanted in
            bytes.elementsEqual(wanted) { $0.asciiLowercased == $1.asciiLowercased }
        }
    }
}

extension HTTPFields.Entry {
    var valueRange: Range<Int> { Int(valueStart)..<Int(valueStart) + Int(valueCount) }
    var nameRange: Range<Int> { Int(nameStart)..<Int(nameStart) + Int(nameCount) }

    /// Whether the entry's octets of `bytes` are a name, without regard to case.
    func isNamed(_ name: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(nameCount) == name.count else { return false }
        let own = UnsafeBufferPointer(rebasing: bytes[nameRange])
        for index in 0..<name.count where own[index] != name[index] {
            guard own[index].asciiLowercased == name[index].asciiLowercased else { return false }
        }
        return true
    }
}
