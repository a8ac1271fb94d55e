/// Why a text is not JSON, and where.
///
/// Nothing of the text itself is quoted: it may be a token file.
package struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    package enum Reason: String, Sendable {
        case empty = "there is nothing in it"
        case unexpectedCharacter = "unexpected character"
        case unexpectedEnd = "it ends in the middle of a value"
        case invalidNumber = "malformed number"
        case invalidEscape = "malformed escape in a string"
        case invalidText = "a string holds a control character or bytes that are not UTF-8"
        case tooDeep = "nested too deeply"
        case trailingContent = "something follows the value"
        case unexpectedShape = "not the shape that is expected here"
    }

    package let reason: Reason
    /// Line, from 1; 0 when the fault has no place.
    package let line: Int
    /// Byte within the line, from 1; 0 when the fault has no place.
    package let column: Int
    /// What was looked for, for `unexpectedShape`.
    package let context: String?

    /// A fault at a place of a text, or of what was read from one.
    package init(_ reason: Reason, line: Int = 0, column: Int = 0, context: String? = nil) {
        self.reason = reason
        self.line = line
        self.column = column
        self.context = context
    }

    package var description: String {
        let place = line > 0 ? " (line \(line), column \(column))" : ""
        let subject = context.map { "\($0): " } ?? ""
        return subject + reason.rawValue + place
    }
}
