import ProxyModel
import Supervision

/// The providers that a command line names.
struct ProviderWords {
    /// Their names, each once; empty when all are meant.
    let names: [String]

    /// `all`, or no word at all.
    var isAll: Bool { names.isEmpty }

    /// One provider that is known.
    init(_ provider: ProviderID) { names = [provider.name] }

    /// Takes the words as they were typed.
    ///
    /// A word that can be nobody's name goes no further: who gets an empty list of names takes it to mean all of them.
    ///
    /// - Throws: `CommandFailure` with the status for wrong usage.
    init(_ words: [String], in context: CommandContext) throws(CommandFailure) {
        for word in words where word != "all" && ProviderID(word) == nil {
            guard !word.allSatisfy(\.isWhitespace) else { throw .emptyProvider }
            throw .unknown("provider", word, among: (try? context.settings())?.providers.map(\.id.name) ?? [])
        }
        names = words.contains("all") ? [] : words.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// What they are in a sentence: `codex and gemini`, `every proxy`.
    var inWords: String {
        guard let last = names.last else { return "every proxy" }
        return names.count == 1 ? last : names.dropLast().joined(separator: ", ") + " and " + last
    }

    /// Refuses a name that nobody has, as far as the settings tell; if they cannot be read, the daemon will say so.
    ///
    /// - Throws: `CommandFailure` with the status for wrong usage.
    func check(in context: CommandContext) throws(CommandFailure) {
        guard !names.isEmpty, let settings = try? context.settings() else { return }
        let known = settings.providers.map(\.id.name)
        for name in names where !known.contains(name) { throw .unknown("provider", name, among: known) }
    }

    /// What an answer of the daemon means to whoever named these providers.
    func failure(_ error: ControlError, in context: CommandContext) -> CommandFailure {
        guard case .refused = error else { return CommandFailure(error) }
        do throws(CommandFailure) {
            try check(in: context)
            return CommandFailure(error)
        } catch {
            return error
        }
    }
}

extension CommandFailure {
    /// A word that was to name a provider has nothing in it, as with `"$P"` where `P` is not set.
    fileprivate static let emptyProvider = CommandFailure(
        "the name of a provider is empty",
        remedy: "name one; if the word comes from a variable, that is not set",
        exitCode: .wrongUsage
    )
}

extension Settings {
    /// The provider that somebody has typed the name of.
    ///
    /// - Throws: `CommandFailure` with the nearest name and the status for wrong usage.
    func provider(typed name: String) throws(CommandFailure) -> ProviderSettings {
        if let provider = providers.first(where: { $0.id.name == name }) { return provider }
        guard !name.allSatisfy(\.isWhitespace) else { throw .emptyProvider }
        throw .unknown("provider", name, among: providers.map(\.id.name))
    }
}
