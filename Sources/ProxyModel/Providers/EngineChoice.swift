/// Which program a provider's settings ask for.
package enum EngineChoice: Hashable, Sendable, CustomStringConvertible {
    /// cli-proxy-api where it is installed, else our own gateway.
    case automatic
    case named(EngineKind)
    /// A program by its absolute path.
    case path(String)

    /// Reads `auto`, an engine's name or an absolute path; `nil` for everything else.
    package init?(_ text: String) {
        if text == "auto" {
            self = .automatic
        } else if let kind = EngineKind(rawValue: text) {
            self = .named(kind)
        } else if text.hasPrefix("/"), text.utf8.count > 1, !text.utf8.contains(0) {
            self = .path(text)
        } else {
            return nil
        }
    }

    package var description: String {
        switch self {
        case .automatic: "auto"
        case .named(let kind): kind.rawValue
        case .path(let path): path
        }
    }
}
