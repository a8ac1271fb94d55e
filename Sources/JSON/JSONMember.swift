/// One `"name": value` of a JSON object.
package struct JSONMember: Equatable, Sendable {
    package let name: String
    package var value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }
}
