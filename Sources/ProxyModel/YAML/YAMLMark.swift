/// A place in a YAML text, as an editor shows it.
package struct YAMLMark: Hashable, Sendable {
    /// Line, from 1.
    package let line: Int
    /// Character within the line, from 1.
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}
