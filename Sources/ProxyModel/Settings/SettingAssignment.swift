/// One value for one setting, from one place.
struct SettingAssignment: Sendable {
    let path: [String]
    let key: SettingKey
    let input: SettingInput
    let source: SettingSource
    /// The setting's name in dotted form.
    let name: String

    init(path: [String], key: SettingKey, input: SettingInput, source: SettingSource) {
        self.path = path
        self.key = key
        self.input = input
        self.source = source
        name = path.joined(separator: ".")
    }
}
