/// Identifiers with the beginnings that Anthropic's have.
enum MessageIdentifier {
    /// The identifier of a message, after the provider's one of the answer; a new one when there is none.
    static func text(for id: String?) -> String {
        guard let id, !id.isEmpty else { return "msg_" + random() }
        return "msg_" + acceptable(id.hasPrefix("resp_") ? id.dropFirst(5) : id[...])
    }

    /// The identifier of a search that the provider made.
    static func searchID(for id: String) -> String {
        "srvtoolu_" + acceptable(id.hasPrefix("ws_") ? id.dropFirst(3) : id[...])
    }

    private static func acceptable(_ id: Substring) -> String {
        String(id.prefix(128).map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") ? $0 : "_" })
    }

    private static func random() -> String {
        let digits = Array("0123456789abcdef")
        return String((0..<24).map { _ in digits[Int.random(in: 0..<16)] })
    }
}
