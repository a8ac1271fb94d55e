/// A backend's reasoning item inside the `signature` of an Anthropic thinking block.
///
/// Clients of the Messages API send thinking blocks back as they got them, signature included, so the signature is
/// where the backend's encrypted reasoning travels there and back. Its text is `ccproxy.1.<summary>.<id>.<content>`:
/// a mark with a version, `s` or `n` for the summary, the item's id (which may be empty) and the encrypted content,
/// verbatim. A signature of anyone else, and of a version that we do not know, is none of ours and is dropped.
package struct ReasoningSignature: Equatable, Sendable {
    /// The item's id, as `rs_…`; nil when it has none.
    package let itemID: String?
    /// What only the backend can read.
    package let encryptedContent: String
    /// Whether the block's text is the item's own summary, to be sent back with it.
    package let hasSummary: Bool

    private static let mark = "ccproxy.1."

    package init(itemID: String?, encryptedContent: String, hasSummary: Bool) {
        self.itemID = itemID
        self.encryptedContent = encryptedContent
        self.hasSummary = hasSummary
    }

    /// Reads a signature; nil when it is not one that `text` made, or holds no content.
    package init?(_ signature: String) {
        guard signature.hasPrefix(Self.mark) else { return nil }
        let parts = signature.dropFirst(Self.mark.count).split(
            separator: ".",
            maxSplits: 2,
            omittingEmptySubsequences: false
        )
        guard parts.count == 3, parts[0] == "s" || parts[0] == "n", !parts[2].isEmpty else { return nil }
        itemID = parts[1].isEmpty ? nil : String(parts[1])
        encryptedContent = String(parts[2])
        hasSummary = parts[0] == "s"
    }

    /// The signature to send to the client.
    ///
    /// An id that would not come out again (empty, or with a full stop in it) is left out: backends do without.
    package var text: String {
        let id = itemID.map { $0.utf8.contains(UInt8(ascii: ".")) ? "" : $0 } ?? ""
        return "\(Self.mark)\(hasSummary ? "s" : "n").\(id).\(encryptedContent)"
    }
}
