import JSON

/// A JSON schema in the form in which the Responses API takes those of functions.
struct FunctionSchema {
    /// The schema: an object with `properties`, and nothing at its top that the API refuses there.
    let value: JSONValue
    /// Whether anything was left out that changes what the schema allows.
    let leftOut: Bool

    init(_ schema: JSONValue) {
        var members: [JSONMember] = []
        var leftOut = false
        var hasType = false
        var hasProperties = false
        for member in schema.members {
            switch member.name {
            case "$schema", "$id", "$comment": continue
            case "allOf", "anyOf", "oneOf", "enum", "not":
                leftOut = true
            case "type":
                hasType = true
                members.append(JSONMember("type", .string("object")))
            case "properties":
                hasProperties = true
                members.append(member.value.isObject ? member : JSONMember("properties", .object([])))
            case "required":
                if member.value.elements != nil { members.append(member) }
            default: members.append(member)
            }
        }
        if !hasType { members.insert(JSONMember("type", .string("object")), at: 0) }
        if !hasProperties { members.append(JSONMember("properties", .object([]))) }
        value = .object(members)
        self.leftOut = leftOut
    }

    /// Whether a schema is such that the API can hold an answer to it strictly: each object in it has
    /// `additionalProperties: false` and requires all that it names.
    static func isStrict(_ schema: JSONValue) -> Bool {
        switch schema {
        case .object(let members):
            guard members.allSatisfy({ isStrict($0.value) }) else { return false }
            guard let properties = schema["properties"], properties.isObject else {
                return schema["type"]?.string != "object"
            }
            let required = Set((schema["required"]?.elements ?? []).compactMap(\.string))
            return schema["additionalProperties"]?.boolean == false
                && properties.members.allSatisfy { required.contains($0.name) }
        case .array(let elements): return elements.allSatisfy { isStrict($0) }
        default: return true
        }
    }
}
