extension HTTPFields {
    /// The value of the first field of that name; nil when there is none.
    ///
    /// Setting a value removes all fields of that name and adds one; setting nil removes them.
    package subscript(name: HTTPFieldName) -> String? {
        get {
            guard let entry = entries.first(where: { HTTPFields.isName(of: $0, in: bytes, name) }) else { return nil }
            return text(at: entry.valueStart, entry.valueCount)
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
        entries.compactMap { entry in
            HTTPFields.isName(of: entry, in: bytes, name) ? text(at: entry.valueStart, entry.valueCount) : nil
        }
    }

    package func contains(_ name: HTTPFieldName) -> Bool {
        entries.contains { HTTPFields.isName(of: $0, in: bytes, name) }
    }

    /// How many fields have that name.
    package func count(of name: HTTPFieldName) -> Int {
        entries.count { HTTPFields.isName(of: $0, in: bytes, name) }
    }

    /// Whether a comma-separated list, spread over any number of fields of that name, has the element.
    ///
    /// Compared without regard to case, as in `Connection: Keep-Alive, Upgrade` (RFC 9110 §5.6.1).
    package func hasElement(_ element: StaticString, in name: HTTPFieldName) -> Bool {
        entries.contains { entry in
            HTTPFields.isName(of: entry, in: bytes, name)
                && listElements(of: entry).contains { isEqual($0, to: element) }
        }
    }

    /// The non-empty elements of the comma-separated list that the fields of that name form together.
    package func elements(of name: HTTPFieldName) -> [String] {
        entries.flatMap { entry in
            HTTPFields.isName(of: entry, in: bytes, name)
                ? listElements(of: entry).map { String(decoding: $0, as: UTF8.self) } : []
        }
    }

    /// Runs `body` on the bytes of the first value of that name; nil when there is none.
    ///
    /// For values that must not be copied around, as secrets.
    package func withValue<R>(of name: HTTPFieldName, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R? {
        guard let entry = entries.first(where: { HTTPFields.isName(of: $0, in: bytes, name) }) else { return nil }
        return bytes.withUnsafeBufferPointer { all in
            body(UnsafeBufferPointer(rebasing: all[entry.valueRange]))
        }
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
}
