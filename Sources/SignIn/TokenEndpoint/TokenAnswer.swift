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
    /// RFC 6749 §5.2 has it in `error`; OpenAI and Anthropic also in `error.code` or `error.type`.
    var errorCode: String? {
        let error = json?["error"]
        return [error?.string, error?["code"]?.string, error?["type"]?.string].lazy.compactMap(\.self).first {
            !$0.isEmpty
        }?.shown
    }

    /// What it says to a person about its error.
    var explanation: String? {
        let error = json?["error"]
        return [json?["error_description"]?.string, error?["message"]?.string].lazy.compactMap(\.self).first {
            !$0.isEmpty
        }?.shown
    }

    /// What is wrong with it; nil for a success.
    ///
    /// A refusal is one only where the provider itself says so in a form that providers use: an intermediary's page with
    /// status 403 says nothing about an account. `secrets` are cut out of what is passed on, should it quote them.
    func error(hiding secrets: [String]) -> SignInError? {
        guard !status.isSuccess else { return nil }
        let code = errorCode
        let mayPass = status.rawValue >= 500 || status.rawValue == 429 || status.rawValue == 408
        guard let code, !mayPass, [400, 401, 403].contains(status.rawValue), code != "temporarily_unavailable" else {
            let reason = code.map { " (\($0.hiding(secrets)))" } ?? ""
            return .unavailable("\(origin) has answered \(status)\(reason)")
        }
        return .refused(code: code.hiding(secrets), explanation: explanation?.hiding(secrets))
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

    /// The text without any of the secrets; what is too short to be one may be part of any word.
    fileprivate func hiding(_ secrets: [String]) -> String {
        secrets.filter { $0.utf8.count >= 8 }.reduce(self) { $0.replacing($1, with: "***") }
    }
}
