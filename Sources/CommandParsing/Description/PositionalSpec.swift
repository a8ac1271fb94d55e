/// One argument that is known by its place.
package struct PositionalSpec: Hashable, Sendable {
    /// How many words the argument takes.
    package enum Arity: Hashable, Sendable {
        /// Exactly one.
        case one

        /// One or none.
        case optional

        /// Any number, also none. Only the last argument of a command can be so.
        case any

        /// At least one. Only the last argument of a command can be so.
        case atLeastOne
    }

    /// The name by which help and a ``ParsedCommand`` know it.
    package let name: String

    /// What it may be.
    package let kind: ValueKind

    /// How many words it takes.
    package let arity: Arity

    /// What it means, in one line.
    package let summary: String

    /// Describes an argument.
    package init(_ name: String, _ kind: ValueKind, _ arity: Arity = .one, summary: String) {
        self.name = name
        self.kind = kind
        self.arity = arity
        self.summary = summary
    }

    var isRequired: Bool { arity == .one || arity == .atLeastOne }

    var repeats: Bool { arity == .any || arity == .atLeastOne }

    /// The argument as a usage line shows it.
    var usage: String {
        switch arity {
        case .one: "<\(name)>"
        case .optional: "[<\(name)>]"
        case .any: "[<\(name)>...]"
        case .atLeastOne: "<\(name)>..."
        }
    }
}
