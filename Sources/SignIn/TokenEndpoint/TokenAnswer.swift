internal import HTTPWire
internal import JSON

/// What a provider has answered.
struct TokenAnswer: Sendable {
    let status: HTTPStatus
    let json: JSONValue?
    /// Whose answer it is, as `auth.example.com:443`.
    let origin: String

    init(status: HTTPStatus, fields: HTTPFields, body: [UInt8], origin: String) {
        self.status = status
        json = try? JSONReader.read(body)
        self.origin = origin
    }

    /// The code of the error that it is; nil when it names none.
    ///
    /// RFC 6749 §5.2 has it in `error`; OpenAI and Anthropic also in `error.code` or `error.type`. Not to be shown as it
    /// is.
    var errorCode: String? {
        let error = json?["error"]
        return [error?.string, error?["code"]?.string, error?["type"]?.string].lazy.compactMap(\.self).first {
            !$0.isEmpty
        }
    }

    /// What it says to a person about its error; not to be shown as it is.
    private var explanation: String? {
        let error = json?["error"]
        return [json?["error_description"]?.string, error?["message"]?.string].lazy.compactMap(\.self).first {
            !$0.isEmpty
        }
    }

    /// What is wrong with it; nil for a success.
    ///
    /// A refusal is one only where the provider itself says so in a form that providers use: an intermediary's page with
    /// status 403 says nothing about an account. `secrets` are cut out of what is passed on, should it quote them.
    func error(hiding secrets: [String]) -> SignInError? {
        guard !status.isSuccess else { return nil }
        let code = errorCode
        guard let code, [400, 401, 403].contains(status.rawValue), !Self.isPassing(code) else {
            let reason = code.map { " (\($0.shown(hiding: secrets)))" } ?? ""
            return .unavailable("\(origin) has answered \(status)\(reason)")
        }
        return .refused(code: code.shown(hiding: secrets), explanation: explanation?.shown(hiding: secrets))
    }

    /// Whether an error says something about the moment or the place, and nothing about the account.
    ///
    /// RFC 6749 §4.1.2.1 has the first two; the others are those of OpenAI (from a country that it does not serve, which a
    /// VPN changes) and of Anthropic.
    private static func isPassing(_ code: String) -> Bool {
        [
            "temporarily_unavailable", "server_error", "slow_down", "unsupported_country_region_territory",
            "rate_limit_exceeded", "rate_limit_error", "overloaded_error", "api_error", "timeout_error",
        ].contains(code)
    }
}

extension String {
    /// As it can be shown on a terminal: one line of at most 200 characters, without control characters.
    var shown: String {
        let harmless = unicodeScalars.filter {
            $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
        }
        return String(String(String.UnicodeScalarView(harmless)).prefix(200))
    }

    /// The same without any of the secrets, also as a form has them; what is too short to be one may be part of any word.
    fileprivate func shown(hiding secrets: [String]) -> String {
        // Before it is cut: a part of a secret is not found any more.
        secrets.filter { $0.utf8.count >= 8 }.flatMap { [$0, FormText.escape($0)] }.reduce(self) {
            $0.replacing($1, with: "***")
        }.shown
    }
}
