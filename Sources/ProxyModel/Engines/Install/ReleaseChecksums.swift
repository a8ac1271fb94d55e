/// The checksums of a release: lines of `<SHA-256>  <name>`, as sha256sum(1) writes them.
package struct ReleaseChecksums: Equatable, Sendable {
    private let digests: [String: String]

    /// Reads the text of `checksums.txt`; lines that are none are passed over.
    package init(_ text: [UInt8]) {
        var digests: [String: String] = [:]
        for line in String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let digest = Self.digest(String(parts[0])) else { continue }
            // A star marks a file that was read as binary.
            let name = parts[1].drop { $0 == " " }
            digests[String(name.hasPrefix("*") ? name.dropFirst() : name)] = digest
        }
        self.digests = digests
    }

    /// The names in it.
    package var names: [String] { digests.keys.sorted() }

    /// The checksum of an asset, in lower-case hexadecimal digits; nil when it is not in the list.
    package subscript(name: String) -> String? { digests[name] }

    /// Reads one SHA-256 in hexadecimal digits; nil for everything else.
    package static func digest(_ text: String) -> String? {
        let isDigest = text.utf8.count == 64 && text.utf8.allSatisfy { HexDigit.value(of: $0) != nil }
        return isDigest ? text.lowercased() : nil
    }
}
