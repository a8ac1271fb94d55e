import PlatformSupport
import ProxyModel

/// Why a configuration cannot be used.
struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    /// What is wrong.
    enum Reason: Equatable {
        case unreadable(SystemError)
        case syntax(YAMLError)
        /// A value of another kind was expected.
        case wrongKind(expected: String, found: String)
        /// The value is of the right kind and yet wrong; nil where it must not be shown.
        case wrongValue(String?, expected: String)
        case missing(remedy: String)
        /// Something that this engine does not do and must not pretend to.
        case unsupported(remedy: String)
    }

    let file: String
    /// Where in the file; nil when it is about the file as a whole.
    let mark: YAMLMark?
    /// The key with those above it, as `claude-api-key[0].base-url`; empty when it is about the file as a whole.
    let key: String
    let reason: Reason

    var description: String {
        switch reason {
        case .unreadable(let error): "\(error)"
        case .syntax(let error): "\(error)"
        case .wrongKind(let expected, let found): "\(place)\(key) is \(found). It has to be \(expected)"
        case .wrongValue(let value?, let expected):
            "\(place)\(key): \"\(value)\" cannot be used. It has to be \(expected)"
        case .wrongValue(nil, let expected): "\(place)\(key) cannot be used. It has to be \(expected)"
        case .missing(let remedy): "\(place)\(key) is missing. \(remedy)"
        case .unsupported(let remedy): "\(place)\(key) is not supported. \(remedy)"
        }
    }

    private var place: String {
        mark.map { "\(file):\($0.line):\($0.column): " } ?? "\(file): "
    }
}
