/// A JSON value exactly as it was written.
///
/// Numbers keep their text and objects keep the order of their members, so that a token file can be read, changed in
/// one place and written again without touching what we do not know.
package enum JSONValue: Equatable, Sendable {
    case null
    case boolean(Bool)
    /// The number's own text (RFC 8259 §6).
    case number(String)
    case string(String)
    case array([JSONValue])
    /// The members in the order of the text. A name that stands twice is kept twice; `subscript` answers with the last.
    case object([JSONMember])
}

extension JSONValue {
    /// A whole number.
    package static func integer(_ value: some FixedWidthInteger) -> JSONValue {
        .number(String(value))
    }

    /// The value of a member of an object, `nil` when this is no object or has no such member.
    ///
    /// Of two members with one name the last counts, as it does for Go's decoder, which also reads these files.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    /// The text of a string, `nil` for everything else.
    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The truth value, `nil` for everything else.
    package var boolean: Bool? {
        guard case .boolean(let value) = self else { return nil }
        return value
    }

    /// The number as an integer of the asked type, `nil` when it is none or does not fit.
    package func integer<T: FixedWidthInteger>(as type: T.Type = T.self) -> T? {
        guard case .number(let text) = self else { return nil }
        return T(text)
    }

    /// The number as a floating-point value, `nil` for everything else.
    package var double: Double? {
        guard case .number(let text) = self else { return nil }
        return Double(text)
    }

    /// The elements of an array, `nil` for everything else.
    package var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members of an object in the order of the text, none for everything else.
    package var members: [JSONMember] {
        guard case .object(let members) = self else { return [] }
        return members
    }

    /// Whether this is an object, if only an empty one.
    package var isObject: Bool {
        if case .object = self { true } else { false }
    }

    /// Whether this is the literal `null`.
    package var isNull: Bool {
        if case .null = self { true } else { false }
    }
}
