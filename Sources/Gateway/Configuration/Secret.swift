import PlatformSupport

/// A text that must not be seen: a key or a token.
///
/// Printing it in any way gives three asterisks; `revealed` is the only way to the text, and easy to search for.
struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The text itself, for the one place that has to send it.
    let revealed: String

    init(_ text: String) {
        revealed = text
    }

    var description: String { "***" }
    var debugDescription: String { "***" }
    var customMirror: Mirror { Mirror(self, children: [:]) }

    /// What may be shown to tell one secret from another: its first seven and last four characters.
    ///
    /// Only of one that is long enough to stay secret without them; else nil.
    var hint: String? {
        guard revealed.utf8.count >= 24 else { return nil }
        return "\(revealed.prefix(7))…\(revealed.suffix(4))"
    }

    /// Whether the bytes are those of the secret, found out in a time that depends on the number of bytes only.
    func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        ConstantTime.isEqual(revealed.utf8, bytes)
    }
}
