package import PlatformSupport

/// Why an engine's configuration cannot be made ready.
package enum EngineConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file, or the template, cannot be read.
    case unreadable(path: String, cause: SystemError)
    /// The file is not YAML, or not of a shape that our keys fit into.
    case invalid(YAMLEditError)
    /// The file or its directory cannot be written.
    case unwritable(path: String, cause: SystemError)

    package var description: String {
        switch self {
        case .unreadable(let path, let cause):
            "cannot read the engine's configuration \(path): \(cause.reason). Make it a file that you may read"
        case .invalid(let error):
            "the engine's configuration is not valid: \(error)"
        case .unwritable(let path, let cause):
            "cannot write the engine's configuration \(path): \(cause.reason). \(Self.remedy(cause))"
        }
    }

    private static func remedy(_ cause: SystemError) -> String {
        if cause.isOutOfSpace { return "Make room on the disk; nothing has been changed" }
        if cause.isReadOnly { return "The file system is read-only; choose another base directory with --home" }
        if cause.isPermissionDenied { return "Make its directory yours: `ls -ld` shows whose it is" }
        return "Nothing has been changed"
    }
}
