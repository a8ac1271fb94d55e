/// A model's name, and what a client said in it beside the name.
///
/// `gpt-5.5(high)`, `gpt-5.5-high` and `gpt-5.5[1m]` all mean `gpt-5.5`. The bracket is Claude Code's mark of a large
/// context window; the parenthesis is CLIProxyAPI's way to ask for an effort, or for a number of tokens to think with.
package struct ModelName: Equatable, Sendable {
    /// The name without anything that was said in it.
    package let base: String
    /// How much the model is to think; nil when the name does not say, or says `auto`.
    package let effort: ReasoningEffort?

    /// Takes a name apart.
    ///
    /// - Parameters:
    ///   - name: the name as the client wrote it.
    ///   - isModel: whether a name is that of a model, so that one which ends like an effort (`gpt-oss-120b-medium`)
    ///     is left whole.
    package init(_ name: String, isModel: (String) -> Bool = { _ in false }) {
        let plain = Self.withoutWindow(name)
        if let (base, effort) = Self.parenthesis(plain) {
            self.init(base: Self.withoutWindow(base), effort: effort)
        } else if !isModel(plain), let (base, effort) = Self.hyphen(plain) {
            self.init(base: base, effort: effort)
        } else {
            self.init(base: plain, effort: nil)
        }
    }

    private init(base: String, effort: ReasoningEffort?) {
        self.base = base
        self.effort = effort
    }

    private static func withoutWindow(_ name: String) -> String {
        name.lowercased().hasSuffix("[1m]") ? String(name.dropLast(4)) : name
    }

    /// The last parenthesis, when it ends the name and holds an effort, `auto` or a number.
    private static func parenthesis(_ name: String) -> (String, ReasoningEffort?)? {
        guard name.hasSuffix(")"), let open = name.lastIndex(of: "("), open > name.startIndex else { return nil }
        let value = name[name.index(after: open)...].dropLast().lowercased()
        let base = String(name[..<open])
        if let effort = ReasoningEffort(rawValue: value) { return (base, effort) }
        if value == "auto" || value == "-1" { return (base, nil) }
        guard let tokens = Int(value), tokens >= 0 else { return nil }
        return (base, ReasoningEffort(budgetTokens: tokens))
    }

    /// An effort after the last hyphen.
    ///
    /// `-max` and `-none` are not taken for one: models end in them.
    private static func hyphen(_ name: String) -> (String, ReasoningEffort?)? {
        guard let hyphen = name.lastIndex(of: "-"), hyphen > name.startIndex else { return nil }
        let word = name[name.index(after: hyphen)...].lowercased()
        guard let effort = ReasoningEffort(rawValue: word), effort != .max, effort != .none else { return nil }
        return (String(name[..<hyphen]), effort)
    }
}
