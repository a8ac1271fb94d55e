import JSON
@testable import ProxyModel

extension YAMLTree {
    /// The tree as JSON has it, to compare with a fixture; numbers in the form of `JSONValue.normalized`.
    var json: JSONValue {
        switch self {
        case .scalar(.null): .null
        case .scalar(.boolean(let value)): .boolean(value)
        case .scalar(.integer(let value)): JSONValue.integer(value)
        case .scalar(.float(let value)): .number(value.description)
        case .scalar(.string(let text)): .string(text)
        case .list(let items): .array(items.map(\.json))
        case .map(let members): .object(members.sorted { $0.key < $1.key }.map { JSONMember($0.key, $0.value.json) })
        }
    }
}

extension JSONValue {
    /// The same value with one spelling of numbers and one order of members.
    var normalized: JSONValue {
        switch self {
        case .number(let text): Int(text).map { .integer($0) } ?? .number(Double(text)?.description ?? text)
        case .array(let elements): .array(elements.map(\.normalized))
        case .object(let members):
            .object(members.sorted { $0.name < $1.name }.map { JSONMember($0.name, $0.value.normalized) })
        default: self
        }
    }
}
