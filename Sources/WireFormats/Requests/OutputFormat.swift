package import JSON

/// A form that the answer's text has to have.
package struct OutputFormat: Equatable, Sendable {
    /// The JSON schema that the text has to satisfy.
    package var schema: JSONValue
    /// Members of the format that have no place above, in the request's own format.
    package var extra: [JSONMember]

    package init(schema: JSONValue, extra: [JSONMember] = []) {
        self.schema = schema
        self.extra = extra
    }
}
