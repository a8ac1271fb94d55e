import JSON

/// Takes the members of an object one by one, and keeps those that nobody asked for.
///
/// Faults are named from this object on; whoever holds it puts its own place before them (`WireFormatError.within`).
struct MemberReader {
    private var members: [JSONMember]

    /// The members of an object.
    init(_ value: JSONValue) throws(WireFormatError) {
        guard case .object(let members) = value else {
            throw WireFormatError(.invalid, message: "expected an object")
        }
        self.members = members
    }

    /// The members that were not taken, in their order.
    var rest: [JSONMember] { members }

    /// A member as it is, removed; nil when it is absent.
    ///
    /// Of two with one name the last counts.
    mutating func take(_ name: String) -> JSONValue? {
        guard let index = members.lastIndex(where: { $0.name == name }) else { return nil }
        let value = members[index].value
        members.removeAll { $0.name == name }
        return value
    }

    /// A member that may be absent or `null`, converted; `expected` says in words what it has to be.
    mutating func take<T>(
        _ name: String,
        as expected: String,
        _ conversion: (JSONValue) -> T?
    ) throws(WireFormatError) -> T? {
        guard let value = take(name), !value.isNull else { return nil }
        guard let result = conversion(value) else {
            throw WireFormatError(.invalid, member: name, message: "expected \(expected)")
        }
        return result
    }

    mutating func string(_ name: String) throws(WireFormatError) -> String? {
        try take(name, as: "a string", \.string)
    }

    mutating func requiredString(_ name: String) throws(WireFormatError) -> String {
        guard let text = try string(name) else { throw Self.missing(name) }
        return text
    }

    mutating func boolean(_ name: String) throws(WireFormatError) -> Bool? {
        try take(name, as: "true or false", \.boolean)
    }

    mutating func integer(_ name: String) throws(WireFormatError) -> Int? {
        try take(name, as: "a whole number") { $0.integer() }
    }

    mutating func double(_ name: String) throws(WireFormatError) -> Double? {
        try take(name, as: "a number", \.double)
    }

    /// A list of strings; empty when absent.
    mutating func strings(_ name: String) throws(WireFormatError) -> [String] {
        try take(name, as: "a list of strings") { value in
            guard let elements = value.elements else { return nil }
            let strings = elements.compactMap(\.string)
            return strings.count == elements.count ? strings : nil
        } ?? []
    }

    static func missing(_ name: String) -> WireFormatError {
        WireFormatError(.missing, member: name, message: "field required")
    }
}
