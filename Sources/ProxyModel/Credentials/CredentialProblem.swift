package import PlatformSupport

/// What is wrong with a token file.
///
/// Nothing of its contents is quoted.
package enum CredentialProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// A directory, a FIFO or the like has the name.
    case notAFile
    /// It is a link to something that does not exist.
    case brokenLink
    /// It is longer than any token file.
    case tooLong(Int64)
    /// The system does not let us read it.
    case unreadable(SystemError)
    /// It is not JSON.
    case malformed(String)
    /// It is JSON, but not an object.
    case notAnObject
    /// It says whose it is and holds nothing to show to the provider.
    case noAccessToken
    /// This member is not what it should be.
    case unusableMember(String)

    package var description: String {
        switch self {
        case .notAFile: "it is not a regular file"
        case .brokenLink: "it is a link to something that does not exist"
        case .tooLong(let size):
            "it is \(size) bytes long, and no token file is longer than \(CredentialFile.maximumSize)"
        case .unreadable(let error): error.description
        case .malformed(let reason): "it is not JSON: \(reason)"
        case .notAnObject: "it is JSON, but not an object"
        case .noAccessToken: "it has no access_token"
        case .unusableMember(let name): "its \"\(name)\" is not a date and time (RFC 3339)"
        }
    }
}
