/// How help marks what stands out, where the terminal can.
package struct HelpStyle: Sendable {
    /// Marks the heading of a section.
    package let heading: @Sendable (String) -> String

    /// Marks what is typed: a command, an option, an example.
    package let term: @Sendable (String) -> String

    /// Makes a style of two markings; they may add escape sequences, but nothing that takes room.
    package init(heading: @escaping @Sendable (String) -> String, term: @escaping @Sendable (String) -> String) {
        self.heading = heading
        self.term = term
    }

    /// No markings.
    package static let plain = HelpStyle(heading: { $0 }, term: { $0 })
}
