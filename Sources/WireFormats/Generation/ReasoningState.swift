/// A thought that a provider keeps to itself: to be handed back unread with the next request.
package struct ReasoningState: Equatable, Sendable {
    /// The provider's identifier of the thought, where it has one.
    package var id: String?
    /// The encrypted thought.
    package var encryptedContent: String

    package init(id: String? = nil, encryptedContent: String) {
        self.id = id
        self.encryptedContent = encryptedContent
    }
}
