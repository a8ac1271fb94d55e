package import PlatformSupport

/// Why a token file was not changed.
///
/// Nothing of its contents is quoted.
package enum CredentialStoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is none of that name.
    case missing(path: String)
    /// There is one of that name already.
    case exists(path: String)
    /// It is not what a token file is.
    case unusable(path: String, CredentialProblem)
    /// The system refused.
    case system(SystemError)

    package var description: String {
        switch self {
        case .missing(let path): "there is no \(path)"
        case .exists(let path): "there is a \(path) already"
        case .unusable(let path, let problem): "\(path) cannot be changed: \(problem)"
        case .system(let error): error.description
        }
    }
}
