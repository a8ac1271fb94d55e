/// A setting that an option of the command line decides.
package struct SettingOverride: Hashable, Sendable {
    /// The setting's dotted name.
    package let key: String
    package let value: String
    /// The option as the user typed it, for messages: `--port-offset`.
    package let option: String

    package init(key: String, value: String, option: String) {
        self.key = key
        self.value = value
        self.option = option
    }
}
