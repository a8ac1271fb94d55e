package import PlatformSupport

/// Why there are no keys for a provider.
package enum ProviderKeysError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file holds something else. Nothing of it is quoted.
    case malformed(path: String, provider: ProviderID, reason: String)
    /// Others may read the file, and that cannot be changed.
    case exposed(path: String, cause: SystemError)
    /// The file cannot be read or made.
    case system(SystemError)

    package var description: String {
        switch self {
        case .malformed(let path, let provider, let reason):
            "\(path) holds no keys: \(reason). Remove it; `ccproxy restart \(provider)` makes new ones"
        case .exposed(let path, let cause):
            "others may read the keys in \(path) (\(cause)). Make it your own file with mode 0600"
        case .system(let error):
            error.description
        }
    }
}
