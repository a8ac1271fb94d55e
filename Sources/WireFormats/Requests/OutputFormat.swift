package import JSON

/// A form that the answer's text has to have.
package struct OutputFormat: Equatable, Sendable {
    /// What the form is called; some formats ask for a name.
    package var name: String?
    /// The JSON schema that the text has to satisfy.
    package var schema: JSONValue
    /// Members of the format that have no place above, in the request's own format.
    package var extra: [JSONMember]

    package init(name: String? = nil, schema: JSONValue, extra: [JSONMember] = []) {
        self.name = name
        self.schema = schema
        self.extra = extra
    }
}
