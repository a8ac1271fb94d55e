/// The name of a provider: of its directory under `configs/`, in the settings and on the command line.
///
/// Lower-case letters, digits and dashes, beginning with a letter or digit, at most 32 of them; so it is always a safe
/// file name and has exactly one spelling as part of an environment variable.
package struct ProviderID: Hashable, Sendable {
    package let name: String

    /// The longest name.
    package static let maximumLength = 32

    /// Words that the command line uses where a provider's name can stand.
    package static let reserved: Set<String> = ["all", "native"]

    /// `nil` when the text is no provider name.
    package init?(_ name: String) {
        let allowed = name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
        }
        guard allowed, !name.isEmpty, name.utf8.count <= Self.maximumLength, !name.hasPrefix("-"),
            !Self.reserved.contains(name)
        else { return nil }
        self.name = name
    }

    private init(predefined name: String) {
        self.name = name
    }

    package static let antigravity = ProviderID(predefined: "antigravity")
    package static let claude = ProviderID(predefined: "claude")
    package static let codex = ProviderID(predefined: "codex")
    package static let gemini = ProviderID(predefined: "gemini")
}

extension ProviderID: CustomStringConvertible, Comparable {
    package var description: String { name }

    package static func < (left: ProviderID, right: ProviderID) -> Bool { left.name < right.name }
}
