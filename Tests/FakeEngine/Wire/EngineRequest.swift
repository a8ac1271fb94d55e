/// One request, as far as a fake engine reads it.
struct EngineRequest {
    let method: String

    /// The path, without the query.
    let path: String

    let query: [Substring: Substring]

    /// The last value of each field, by its name in lower case.
    let fields: [String: String]

    let body: [UInt8]

    /// Whether the client wants to send another one on this connection.
    let keepsAlive: Bool

    /// What bytes hold the request in.
    enum Reading {
        /// Not all of it is there yet.
        case incomplete

        /// This is no request.
        case unreadable

        /// A request of so many bytes.
        case complete(EngineRequest, length: Int)
    }

    /// Reads the first request in `bytes`.
    static func read(_ bytes: [UInt8]) -> Reading {
        guard let headLength = headLength(in: bytes) else { return bytes.count > 1 << 16 ? .unreadable : .incomplete }
        let lines = String(decoding: bytes[..<headLength], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3, words[2].hasPrefix("HTTP/1.") else { return .unreadable }

        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { return .unreadable }
            fields[line[..<colon].lowercased()] = trimmed(line[line.index(after: colon)...])
        }
        guard fields["transfer-encoding"] == nil, let length = Int(fields["content-length"] ?? "0"), length >= 0 else {
            return .unreadable
        }
        guard bytes.count >= headLength + length else { return .incomplete }

        let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let connection = fields["connection"]?.lowercased()
        let request = EngineRequest(
            method: String(words[0]),
            path: String(target[0]),
            query: target.count > 1 ? parameters(target[1]) : [:],
            fields: fields,
            body: Array(bytes[headLength..<(headLength + length)]),
            keepsAlive: words[2] == "HTTP/1.0" ? connection == "keep-alive" : connection != "close"
        )
        return .complete(request, length: headLength + length)
    }

    /// The client's key, from any of the places where the real engine looks.
    var clientKey: String? {
        bearer ?? fields["x-api-key"] ?? fields["x-goog-api-key"] ?? query["key"].map(String.init)
            ?? query["auth_token"].map(String.init)
    }

    /// The management key.
    var managementKey: String? { bearer ?? fields["x-management-key"] }

    private var bearer: String? {
        guard let value = fields["authorization"], value.hasPrefix("Bearer ") else { return nil }
        return String(value.dropFirst(7))
    }

    /// The length of request line and fields, with the empty line.
    private static func headLength(in bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for end in 4...bytes.count where bytes[end - 1] == UInt8(ascii: "\n") {
            if bytes[(end - 4)..<end].elementsEqual("\r\n\r\n".utf8) { return end }
        }
        return nil
    }

    private static func parameters(_ query: Substring) -> [Substring: Substring] {
        var parameters: [Substring: Substring] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            parameters[parts[0]] = parts.count > 1 ? parts[1] : ""
        }
        return parameters
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
