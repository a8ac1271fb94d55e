/// Why a YAML text is refused: where, what, and what to do about it.
package struct YAMLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    package let code: Code
    /// The file's name as it was given to the reader.
    package let file: String
    package let mark: YAMLMark
    /// What the code is about: a key, a character, the line where something was opened.
    package let detail: String

    init(_ code: Code, file: String, mark: YAMLMark, detail: String = "") {
        self.code = code
        self.file = file
        self.mark = mark
        self.detail = detail
    }

    /// `configs/codex/config.yaml:3:5: the key "port" stands here for the second time. Remove one of them`.
    package var description: String {
        "\(file):\(mark.line):\(mark.column): \(message)"
    }

    /// The description without the place.
    package var message: String { code.message(detail) }
}
