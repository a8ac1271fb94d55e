import PlatformSupport

/// Writes a config.yaml anew as the real engine does when its settings are changed through the management API.
///
/// Comments are lost, flow lists become block lists, `"./"` becomes `"."`, quotes that are not needed go, and a block is
/// added at the end. The file is truncated and written in place: no rename, so the file stays the same one.
enum ConfigurationRewriting {
    /// Rewrites the file at `path`.
    static func rewrite(_ path: String) throws(SystemError) {
        let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
        let file = try LogFile.open(path)
        try LogFile.truncate(descriptor: file.descriptor)
        try Descriptor.writeAll(file.descriptor, rewritten(text))
    }

    /// The text as the real engine would leave it.
    static func rewritten(_ text: String) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n") {
            let content = line.drop { $0 == " " }
            if content.isEmpty || content.hasPrefix("#") { continue }
            lines += rewritten(line: String(trimmed(EngineConfiguration.withoutComment(line))))
        }
        if !lines.contains(where: { $0.hasPrefix("credential-concurrency:") }) {
            lines += ["credential-concurrency:", "    default: 0"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func rewritten(line: String) -> [String] {
        guard let colon = line.firstIndex(of: ":") else { return [line] }
        let key = String(line[...colon])
        let indent = String(line.prefix { $0 == " " })
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        switch value {
        case #""./""#: return [key + #" ".""#]
        case _ where value.hasPrefix("[") && value.hasSuffix("]"):
            let items = value.dropFirst().dropLast().split(separator: ",").map { $0.drop { $0 == " " } }
                .filter { !$0.isEmpty }
            return items.isEmpty ? [key + " []"] : [key] + items.map { indent + "    - " + unquoted($0) }
        default: return [value.isEmpty ? line : key + " " + unquoted(value)]
        }
    }

    /// Without white space at the end.
    private static func trimmed(_ line: Substring) -> Substring {
        var line = line
        while line.last?.isWhitespace == true { line.removeLast() }
        return line
    }

    /// Without quotes around what is a plain word.
    private static func unquoted(_ value: Substring) -> String {
        let inner = value.dropFirst().dropLast()
        let isQuoted = value.count > 2 && value.first == "\"" && value.last == "\""
        let isPlain = inner.first?.isLetter == true && inner.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        return String(isQuoted && isPlain ? inner : value)
    }
}
