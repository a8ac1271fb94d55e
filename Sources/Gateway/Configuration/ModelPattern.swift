/// Models by name, where `*` stands for any characters: `claude-3-*`, `*haiku*`.
struct ModelPattern: Sendable, Hashable, CustomStringConvertible {
    /// The pattern as it was written.
    let description: String
    private let pieces: [String]

    init(_ text: String) {
        description = text
        pieces = text.lowercased().split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    }

    /// Whether the pattern means that model; case does not matter.
    func matches(_ model: String) -> Bool {
        var rest = model.lowercased()[...]
        guard let first = pieces.first, let last = pieces.last else { return false }
        guard pieces.count > 1 else { return rest == first }
        guard rest.hasPrefix(first) else { return false }
        rest = rest.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let found = rest.firstRange(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.count >= last.count && rest.hasSuffix(last)
    }
}
