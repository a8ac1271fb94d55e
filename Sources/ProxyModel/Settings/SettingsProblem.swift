/// One thing that is wrong with the settings.
package struct SettingsProblem: Hashable, Sendable, CustomStringConvertible {
    /// What sort of thing.
    package enum Code: String, Sendable {
        /// The file cannot be read, or is not YAML.
        case unreadable
        case unknownKey
        case invalidName
        case wrongValue
        case notAMapping
        case missingKey
        case unknownProvider
        case duplicatePort
        /// Two values that cannot both hold.
        case conflict
    }

    package let code: Code
    package let source: SettingSource
    /// The setting, in dotted form; empty when it is about a whole file.
    package let key: String
    /// What is wrong, and what to do about it.
    package let message: String

    package var description: String {
        if case .standard = source { message } else { "\(source): \(message)" }
    }
}
