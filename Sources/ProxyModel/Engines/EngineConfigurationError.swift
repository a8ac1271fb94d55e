package import PlatformSupport

/// Why an engine's configuration could not be made ready.
package enum EngineConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file cannot be read as YAML.
    case unreadable(YAMLError)
    /// The file holds something else than keys and values.
    case notAMapping(file: String, found: String)
    /// Among the keys that clients may use there is something that cannot be one.
    case keysNotAList(file: String, mark: YAMLMark, found: String)
    /// A key of ours cannot be set without touching something else.
    case unchangeable(YAMLEditError)
    /// Somebody else is writing the file at this moment, and has been for too long to wait.
    case busy(file: String)
    /// The system refused.
    case system(SystemError)

    package var description: String {
        switch self {
        case .unreadable(let error): error.description
        case .notAMapping(let file, let found):
            "\(file):1: the file is \(found), not keys and values. Make it a mapping, or remove it to get a new one"
        case .keysNotAList(let file, let mark, let found):
            "\(file):\(mark.line):\(mark.column): api-keys has \(found) in it. Write each key as one text: - \"key\""
        case .unchangeable(let error): error.description
        case .busy(let file): "\(file) is being changed by another program. Try again in a moment"
        case .system(let error): error.description
        }
    }
}
