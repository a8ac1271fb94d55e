package import JSON

/// One turn of a conversation.
package struct ConversationMessage: Equatable, Sendable {
    /// Whose turn it is.
    package enum Role: String, Sendable {
        case user
        case assistant
        /// Instructions that were given in the middle of a conversation.
        case system
    }

    package var role: Role
    package var parts: [ContentPart]
    /// Members of the message that have no place above, in the request's own format.
    package var extra: [JSONMember]

    package init(_ role: Role, _ parts: [ContentPart], extra: [JSONMember] = []) {
        self.role = role
        self.parts = parts
        self.extra = extra
    }
}
