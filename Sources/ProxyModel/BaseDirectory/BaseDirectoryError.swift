package import PlatformSupport

/// Why there is no base directory, or no place for its control socket.
package enum BaseDirectoryError: Error, Equatable, Sendable, CustomStringConvertible {
    /// `--home` with an empty value.
    case emptyOption
    /// Nothing says where: no option, no variable, no installation, and no `HOME`.
    case noHome
    /// The path cannot be made absolute.
    case unresolvable(path: String, cause: SystemError)
    /// The directory for the control socket is not ours alone.
    case unsafeSocketDirectory(path: String, reason: String)
    /// A directory could not be made or looked at.
    case system(SystemError)

    package var description: String {
        switch self {
        case .emptyOption:
            "--home needs a directory"
        case .noHome:
            "cannot tell where to keep files: HOME is not set. Set HOME or CCPROXY_HOME, or give --home DIR"
        case .unresolvable(let path, let cause):
            "cannot use \(path) as the base directory: \(cause)"
        case .unsafeSocketDirectory(let path, let reason):
            "\(path) cannot hold the control socket: \(reason)"
        case .system(let error):
            error.description
        }
    }
}
