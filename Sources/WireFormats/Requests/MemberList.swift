import JSON

/// Collects the members of an object that is to be written.
struct MemberList {
    private(set) var members: [JSONMember] = []

    /// Adds a member; nil adds nothing.
    mutating func add(_ name: String, _ value: JSONValue?) {
        guard let value else { return }
        members.append(JSONMember(name, value))
    }

    /// Adds a list, unless it is empty.
    mutating func add(_ name: String, list: [JSONValue]) {
        if !list.isEmpty { add(name, .array(list)) }
    }

    /// Adds an object, unless it is empty.
    mutating func add(_ name: String, object: [JSONMember]) {
        if !object.isEmpty { add(name, .object(object)) }
    }

    mutating func addUnlessPresent(_ name: String, _ value: JSONValue) {
        if !members.contains(where: { $0.name == name }) { add(name, value) }
    }

    /// Adds members; of one that is there already, and an object here and there, the members are put together.
    ///
    /// Two of `others` with one name both stay, since that is how they came.
    mutating func merge(_ others: [JSONMember]) {
        let known = members.indices
        for other in others {
            guard let index = known.first(where: { members[$0].name == other.name && members[$0].value.isObject }),
                other.value.isObject
            else {
                members.append(other)
                continue
            }
            members[index].value = .object(members[index].value.members + other.value.members)
        }
    }
}
