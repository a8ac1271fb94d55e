/// What comes back from the authorization page, RFC 6749 §4.1.2: by the browser's call, or pasted by a person.
struct AuthorizationResponse: Equatable, Sendable {
    /// What it says.
    enum Answer: Equatable, Sendable {
        /// The provider lets us in; the code is good for one exchange.
        case code(String)
        /// The provider does not: its error code, and its words for a person where it has some.
        case refused(code: String, explanation: String?)
    }

    /// What the request had in `state`; nil when it is missing.
    let state: String?
    let answer: Answer

    private init(state: String?, answer: Answer) {
        self.state = state
        self.answer = answer
    }

    /// Reads the query of a redirect; nil when it has neither `code` nor `error`.
    init?(query: some StringProtocol) {
        let pairs = FormText.decode(query)
        func value(_ name: String) -> String? {
            pairs.first { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
        }
        let state = value("state")
        if let error = value("error") {
            let explanation = value("error_description")?.shown
            self.init(state: state, answer: .refused(code: error.shown, explanation: explanation))
        } else if let code = value("code") {
            self.init(state: state, answer: .code(code))
        } else {
            return nil
        }
    }

    /// Reads what somebody has pasted: the address that the browser was sent to, its query alone, or `code#state`, which
    /// some providers' pages show.
    ///
    /// - Returns: nil when it is none of these.
    init?(pasted text: some StringProtocol) {
        // Terminals and mails break long lines, and people copy quotes along.
        let line = String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
            .trimmingQuotes
        if let mark = line.firstIndex(of: "?") {
            let query = line[line.index(after: mark)...].prefix { $0 != "#" }
            self.init(query: query)
        } else if let response = AuthorizationResponse(query: line) {
            self = response
        } else {
            let parts = line.split(separator: "#", omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
            self.init(state: String(parts[1]), answer: .code(String(parts[0])))
        }
    }
}

extension String {
    fileprivate var trimmingQuotes: String {
        var text = self[...]
        while let first = text.first, "'\"<`".contains(first) { text.removeFirst() }
        while let last = text.last, "'\">`".contains(last) { text.removeLast() }
        return String(text)
    }
}
