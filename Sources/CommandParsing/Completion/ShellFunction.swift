/// A shell function that forwards its arguments to the program, behind words of its own.
package struct ShellFunction: Hashable, Sendable {
    /// The function's name: `cc-proxy-status`.
    package let name: String

    /// The words that stand before its arguments: `["status"]`.
    package let words: [String]

    /// Describes a function.
    package init(_ name: String, words: [String]) {
        self.name = name
        self.words = words
    }
}
