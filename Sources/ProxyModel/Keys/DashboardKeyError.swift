package import PlatformSupport

/// Why there is no key for the dashboard.
package enum DashboardKeyError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file holds something else. Nothing of it is quoted.
    case malformed(path: String)
    /// Others may read the file, and that cannot be changed.
    case exposed(path: String, cause: SystemError)
    /// The file cannot be read or made.
    case system(SystemError)

    package var description: String {
        switch self {
        case .malformed(let path):
            "\(path) holds no key. `ccproxy daemon stop`: the next daemon makes one"
        case .exposed(let path, let cause):
            "others may read the key in \(path) (\(cause)). Make it your own file with mode 0600"
        case .system(let error): error.description
        }
    }
}
