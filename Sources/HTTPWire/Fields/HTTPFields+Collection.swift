/// One field after the other, in order.
extension HTTPFields: RandomAccessCollection {
    /// A field as text.
    package struct Element: Sendable, Equatable {
        /// The name as it was received or written; compare names through `HTTPFieldName`.
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { entries.count }

    package subscript(position: Int) -> Element {
        let entry = entries[position]
        return Element(
            name: text(at: entry.nameStart, entry.nameCount),
            value: text(at: entry.valueStart, entry.valueCount)
        )
    }
}

/// Equal: the same fields in the same order, names without regard to case, values octet by octet.
extension HTTPFields: Equatable {
    package static func == (left: HTTPFields, right: HTTPFields) -> Bool {
        left.entries.count == right.entries.count
            && zip(left.entries, right.entries).allSatisfy { one, other in
                left.bytes[one.valueRange] == right.bytes[other.valueRange]
                    && left.bytes[one.nameRange].elementsEqual(right.bytes[other.nameRange]) {
                        $0.asciiLowercased == $1.asciiLowercased
                    }
            }
    }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (HTTPFieldName, String)...) {
        self.init()
        for (name, value) in elements {
            append(name, value)
        }
    }
}

extension HTTPFields: CustomStringConvertible {
    /// Names only: values can be secrets.
    package var description: String {
        "[" + map(\.name).joined(separator: ", ") + "]"
    }
}
