/// Why bytes are no tar archive.
package enum TarError: Error, Equatable, Sendable, CustomStringConvertible {
    /// They end in the middle of it.
    case truncated
    /// A header's checksum is not that of its bytes: no archive, or a damaged one.
    case damagedHeader
    /// A number or a name in a header cannot be read.
    case malformed(String)

    package var description: String {
        switch self {
        case .truncated: "it ends in the middle"
        case .damagedHeader: "it is no tar archive, or a damaged one"
        case .malformed(let what): "it is damaged: \(what)"
        }
    }
}
