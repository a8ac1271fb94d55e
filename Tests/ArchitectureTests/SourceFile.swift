import PlatformSupport

/// One Swift file of the package.
struct SourceFile {
    /// Relative to the package's directory.
    let path: String
    let lines: [Substring]

    /// The lines that are not comments, with their numbers from 1.
    var code: [(number: Int, line: Substring)] {
        lines.enumerated().compactMap { index, line in
            let text = line.drop { $0 == " " }
            return text.hasPrefix("//") ? nil : (index + 1, text)
        }
    }

    /// Every Swift file under Sources and Tests.
    static func all(from file: String = #filePath) throws -> [SourceFile] {
        // Three components up from Tests/ArchitectureTests/<this file>.
        let root = file.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
        return try ["Sources", "Tests"].flatMap { try files(under: root + "/" + $0, named: $0) }
    }

    private static func files(under directory: String, named name: String) throws -> [SourceFile] {
        try FileSystem.list(directory).flatMap { entry -> [SourceFile] in
            let path = directory + "/" + entry
            if entry.hasSuffix(".swift") {
                let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                return [SourceFile(path: name + "/" + entry, lines: lines)]
            }
            guard try FileSystem.info(path)?.kind == .directory else { return [] }
            return try files(under: path, named: name + "/" + entry)
        }
    }
}

extension Substring {
    /// The word that a declaration begins with, its attributes passed over.
    var firstModifier: Substring? { split(separator: " ").first { !$0.hasPrefix("@") } }

    /// Whether the text occurs where a word begins.
    func hasWordStarting(_ text: String) -> Bool {
        var rest = self
        while let range = rest.firstRange(of: text) {
            guard range.lowerBound > rest.startIndex else { return true }
            let before = rest[rest.index(before: range.lowerBound)]
            if !(before.isLetter || before.isNumber || before == "_") { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }
}
