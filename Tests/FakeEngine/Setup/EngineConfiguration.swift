import PlatformSupport

/// What a fake engine reads of its config.yaml.
///
/// The reader is naive on purpose and shares nothing with the one of the program under test: it is a witness of what that
/// one wrote. It knows top-level scalars, and `api-keys` as a flow list or as a block list.
struct EngineConfiguration {
    private(set) var host = ""
    private(set) var port: UInt16 = 0
    private(set) var authDirectory = "~/.cli-proxy-api"
    private(set) var apiKeys: [String] = []

    init(reading path: String) throws(SystemError) {
        let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
        var isInKeys = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let content = Self.withoutComment(line)
            if isInKeys, let item = Self.listItem(content) {
                apiKeys.append(item)
                continue
            }
            guard let first = content.first else { continue }
            isInKeys = false
            guard !first.isWhitespace, let colon = content.firstIndex(of: ":") else { continue }
            let value = Self.scalar(content[content.index(after: colon)...])
            switch content[..<colon] {
            case "host": host = value
            case "port": port = UInt16(value) ?? 0
            case "auth-dir": authDirectory = value
            case "api-keys":
                isInKeys = value.isEmpty
                if value.hasPrefix("[") {
                    apiKeys = value.dropFirst().dropLast().split(separator: ",").map(Self.scalar)
                }
            default: break
            }
        }
    }

    /// The line without what a `#` begins, if that is not in quotes.
    static func withoutComment(_ line: Substring) -> Substring {
        var quote: Character?
        var previous: Character = " "
        for index in line.indices {
            let character = line[index]
            if character == quote {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'" {
                quote = character
            } else if quote == nil, character == "#", previous.isWhitespace {
                return line[..<index]
            }
            previous = character
        }
        return line
    }

    private static func listItem(_ line: Substring) -> String? {
        let content = line.drop(while: \.isWhitespace)
        guard content.hasPrefix("-") else { return nil }
        return scalar(content.dropFirst())
    }

    private static func scalar(_ text: Substring) -> String {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        guard text.count >= 2, let quote = text.first, quote == text.last, quote == "\"" || quote == "'" else {
            return String(text)
        }
        return String(text.dropFirst().dropLast())
    }
}
