extension JSONValue {
    /// The value of a member that has to be there, converted; the error names the member.
    package func required<T>(_ name: String, _ conversion: (JSONValue) -> T?) throws(JSONError) -> T {
        guard let member = self[name], let value = conversion(member) else {
            throw JSONError(.unexpectedShape, context: name)
        }
        return value
    }

    /// The value of a member that may be absent or `null`, converted; the error names the member.
    package func optional<T>(_ name: String, _ conversion: (JSONValue) -> T?) throws(JSONError) -> T? {
        guard let member = self[name], !member.isNull else { return nil }
        guard let value = conversion(member) else { throw JSONError(.unexpectedShape, context: name) }
        return value
    }
}
