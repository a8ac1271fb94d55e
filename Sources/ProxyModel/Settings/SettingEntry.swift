/// One setting with its value, for `config get` and `config show`.
package struct SettingEntry: Sendable {
    /// The dotted name.
    package let key: String
    package let value: YAMLTree
    package let source: SettingSource
    /// What the setting is for.
    package let summary: String

    /// The value on one line, as the file would have it.
    package var text: String {
        if case .scalar(.string(let text)) = value { text } else { YAMLRenderer.flow(value) }
    }
}
