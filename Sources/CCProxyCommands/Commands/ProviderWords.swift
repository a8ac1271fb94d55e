import ProxyModel
import Supervision

/// The providers that a command line names.
struct ProviderWords {
    /// Their names; empty when none was given.
    let names: [String]
    /// `all`, or no word at all.
    let isAll: Bool

    /// Takes the words as they were typed; which of them exist, the daemon decides.
    ///
    /// - Throws: `CommandFailure` with status 2 for a word that is no provider's.
    init(_ words: [String], in context: CommandContext) throws(CommandFailure) {
        isAll = words.isEmpty || words.contains("all")
        names = isAll ? [] : words.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        guard !names.isEmpty else { return }
        let known = try context.settings().providers.map(\.id.name)
        for name in names where !known.contains(name) {
            let nearest = NearestProvider.of(name, among: known)
            throw CommandFailure(
                "there is no provider '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""),
                remedy: "providers: \(known.joined(separator: ", "))",
                exitCode: .wrongUsage
            )
        }
    }
}
