/// A single value as it stands in the text: what it says, and how it is written.
package struct YAMLScalar: Hashable, Sendable {
    /// How a scalar is written (YAML 1.2.2 §7.3, §8.1).
    package enum Style: String, Sendable {
        case plain, singleQuoted, doubleQuoted, literal, folded
    }

    /// The text with quotes, escapes, folding and indentation undone.
    package let text: String
    package let style: Style

    package init(text: String, style: Style) {
        self.text = text
        self.style = style
    }

    /// What it means: only plain scalars can be something else than text.
    package var value: YAMLValue {
        style == .plain ? YAMLValue(plain: text) : .string(text)
    }
}
