/// One value for one setting, from one place.
struct SettingAssignment: Sendable {
    let path: [String]
    let key: SettingKey
    let input: SettingInput
    let source: SettingSource

    /// The setting's name in dotted form.
    var name: String { path.joined(separator: ".") }
}
