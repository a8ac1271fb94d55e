import PlatformSupport
import ProxyModel

/// The tokens for which the key was exchanged: in memory, and good for as long as the key is.
struct BearerTokens {
    /// The oldest goes first.
    private var tokens: [String] = []

    /// How many pages may be open: more than a person has, and few enough to look through.
    static let limit = 64

    /// A new token; the oldest makes room for it.
    mutating func issue() -> String {
        let token = RandomText.make()
        if tokens.count == Self.limit { tokens.removeFirst() }
        tokens.append(token)
        return token
    }

    /// Whether a token was issued and is still good, found out in a time that does not tell how much of it is right.
    func contains(_ candidate: some RandomAccessCollection<UInt8>) -> Bool {
        var isFound = false
        for token in tokens where ConstantTime.isEqual(token.utf8, candidate) { isFound = true }
        return isFound
    }
}
