/// The shape of a setting's name: words, and places for names that users choose.
package struct SettingPattern: Sendable, CustomStringConvertible {
    /// One part of the name.
    package enum Segment: Hashable, Sendable {
        case word(String)
        case provider
        case preset
        case variable
    }

    package let segments: [Segment]

    /// Reads `providers.<provider>.port`.
    init(_ text: String) {
        segments = text.split(separator: ".").map { part in
            switch part {
            case "<provider>": .provider
            case "<preset>": .preset
            case "<variable>": .variable
            default: .word(String(part))
            }
        }
    }

    /// The pattern as help shows it.
    package var description: String {
        segments.map(\.description).joined(separator: ".")
    }

    /// Whether a path, or its beginning, has this shape.
    ///
    /// With `prefix` a shorter path matches, too.
    func matches(_ path: [String], prefix: Bool = false) -> Bool {
        guard prefix ? path.count < segments.count : path.count == segments.count else { return false }
        return zip(segments, path).allSatisfy { segment, part in
            if case .word(let word) = segment { word == part } else { true }
        }
    }

    /// The parts of a matching path that stand where users choose names.
    func names(in path: [String]) -> [String] {
        zip(segments, path).compactMap { segment, part in
            if case .word = segment { nil } else { part }
        }
    }
}

extension SettingPattern.Segment: CustomStringConvertible {
    package var description: String {
        switch self {
        case .word(let word): word
        case .provider: "<provider>"
        case .preset: "<preset>"
        case .variable: "<variable>"
        }
    }

    /// Why a name cannot stand here; `nil` when it can.
    func objection(to name: String) -> String? {
        switch self {
        case .word:
            nil
        case .provider, .preset:
            ProviderID(name) == nil
                ? "\"\(name.prefix(40))\" cannot be a name. Use at most \(ProviderID.maximumLength) lower-case letters, "
                    + "digits and dashes, and neither \"all\" nor \"native\"" : nil
        case .variable:
            Self.isVariable(name) ? nil : "\"\(name.prefix(40))\" cannot be the name of a variable"
        }
    }

    private static func isVariable(_ name: String) -> Bool {
        let bytes = name.utf8
        guard let first = bytes.first, !(0x30...0x39).contains(first) else { return false }
        return bytes.allSatisfy { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }
}
