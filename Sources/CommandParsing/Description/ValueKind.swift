/// What a value on the command line may be.
///
/// The parser refuses what it can judge by itself (`integer`, `choice`); the completions offer what the kind can name.
package enum ValueKind: Hashable, Sendable {
    /// Anything: nothing is checked and nothing can be offered.
    case text

    /// A whole number within the range.
    case integer(ClosedRange<Int>)

    /// The path of a file.
    case file

    /// The path of a directory.
    case directory

    /// One of these words; they hold no white space and no comma.
    case choice([String])

    /// A word that only the running program can list, such as a provider's name, beside some that are always valid.
    ///
    /// The parser accepts every word. A completion script asks `<program> completions --words <kind> -- <the words
    /// before this one>` while it completes, and never when it is loaded.
    case words(kind: String, also: [String] = [])
}
