/// Why a YAML text was not changed.
package enum YAMLEditError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text cannot be read as it is.
    case unreadable(YAMLError)
    /// Something that is no mapping is in the way of the path.
    case notAMapping(file: String, mark: YAMLMark, key: String, found: String)
    /// Something that is no list stands where an item is to be added.
    case notAList(file: String, mark: YAMLMark, key: String, found: String)
    /// The changed text would not have meant exactly what was asked for, so nothing was changed.
    case unverified(file: String, key: String)

    /// The text without the entry would not have meant the same as before without it, so nothing was changed.
    case irremovable(file: String, key: String)

    package var description: String {
        switch self {
        case .unreadable(let error):
            error.description
        case .notAMapping(let file, let mark, let key, let found):
            "\(file):\(mark.line):\(mark.column): \(key) is \(found), so nothing can be set below it. Make it a mapping"
        case .notAList(let file, let mark, let key, let found):
            "\(file):\(mark.line):\(mark.column): \(key) is \(found), so nothing can be added to it. Make it a list"
        case .unverified(let file, let key):
            "\(file): \(key) cannot be set without touching something else. Set it by hand"
        case .irremovable(let file, let key):
            "\(file): \(key) cannot be removed without touching something else. Remove it by hand"
        }
    }
}
