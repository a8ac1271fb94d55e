/// What the header of an entry in a tar archive says.
package struct TarEntry: Equatable, Sendable {
    /// What sort of thing it is.
    package enum Kind: Equatable, Sendable {
        case file, directory
        /// A hard or symbolic link, to that.
        case link(to: String)
        /// A device, a FIFO, or something that no standard knows, by its type flag.
        case special(UInt8)
    }

    /// Where it wants to be, as it is written.
    package let path: String
    package let kind: Kind
    /// The length of its contents in bytes.
    package let size: Int64

    /// Its name, if it lies at the top of the archive; nil when it lies deeper.
    package var topLevelName: String? {
        let parts = path.split(separator: "/").filter { $0 != "." }
        return parts.count == 1 ? String(parts[0]) : nil
    }

    /// Whether it would leave the directory that the archive is unpacked in.
    package var escapes: Bool {
        path.utf8.first == UInt8(ascii: "/") || path.utf8.contains(0) || path.utf8.contains(UInt8(ascii: "\\"))
            || path.split(separator: "/").contains("..")
    }
}
