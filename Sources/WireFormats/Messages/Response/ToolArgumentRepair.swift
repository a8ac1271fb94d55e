internal import JSON

/// Takes out of a tool's arguments what models of other providers put there although the tool refuses it.
///
/// Such models fill in optional members with an empty string; Claude Code's Read refuses an empty `pages`. Only the
/// arguments of these tools are held back until they are whole.
struct ToolArgumentRepair {
    private static let emptyMembers: [String: String] = ["Read": "pages"]

    private let member: String
    private var text = ""

    /// A repair for a tool, by the client's name of it; nil when it needs none.
    init?(toolName: String) {
        guard let member = Self.emptyMembers[toolName] else { return nil }
        self.member = member
    }

    /// How many bytes are held.
    var length: Int { text.utf8.count }

    /// Takes more of the arguments.
    mutating func hold(_ more: String) {
        text += more
    }

    /// The arguments without what the tool refuses; as they came when there is nothing to repair.
    var repaired: String {
        guard let arguments = try? JSONReader.read(Array(text.utf8)), case .object(let members) = arguments,
            members.contains(where: { $0.name == member && $0.value == .string("") })
        else { return text }
        var json = JSONWriter()
        json.value(.object(members.filter { $0.name != member }))
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
