/// The version of a release of cli-proxy-api: `7.2.140`, without the leading v.
package struct ReleaseVersion: Hashable, Sendable, CustomStringConvertible {
    /// Safe as a file name and in a URL.
    package let text: String

    package var description: String { text }

    /// Reads `7.2.140` or `v7.2.140`, and what a build may have behind it; nil for everything else.
    package init?(_ typed: String) {
        let text = typed.hasPrefix("v") ? String(typed.dropFirst()) : typed
        let isSafe = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
        }
        guard isSafe, text.utf8.count <= 64, let first = text.utf8.first, (0x30...0x39).contains(first) else {
            return nil
        }
        self.text = text
    }

    /// The version in an asset's name, as `CLIProxyAPI_7.2.140_linux_amd64.tar.gz` has it.
    package init?(assetName: String) {
        let parts = assetName.split(separator: "_")
        guard parts.count >= 4, parts[0] == "CLIProxyAPI" else { return nil }
        self.init(String(parts[1]))
    }
}

extension ReleaseVersion: Comparable {
    /// By the numbers in it, then by its text: 7.2.9 comes before 7.2.140.
    package static func < (left: ReleaseVersion, right: ReleaseVersion) -> Bool {
        let numbers = [left, right].map { $0.text.split { !$0.isNumber }.map { Int($0) ?? 0 } }
        if numbers[0] != numbers[1] { return numbers[0].lexicographicallyPrecedes(numbers[1]) }
        return left.text < right.text
    }
}
