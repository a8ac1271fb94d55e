import JSON
import HTTPWire
import ProxyModel

extension GatewayError {
    /// The body in the caller's format.
    func body(for format: CallerFormat) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        switch format {
        case .anthropic:
            json.name("type")
            json.string("error")
            json.name("error")
            json.beginObject()
            json.name("type")
            json.string(anthropicType)
            json.name("message")
            json.string(message)
            json.endObject()
        case .openAI:
            json.name("error")
            json.beginObject()
            json.name("message")
            json.string(message)
            json.name("type")
            json.string(openAIType.type)
            json.name("param")
            json.null()
            json.name("code")
            if let code = openAIType.code { json.string(code) } else { json.null() }
            json.endObject()
        case .management:
            json.name("error")
            json.string(message)
        }
        json.endObject()
        return json.bytes
    }

    /// The fields of the answer.
    ///
    /// `x-should-retry: false` is what Anthropic's and OpenAI's libraries listen to.
    var fields: HTTPFields {
        var fields: HTTPFields = ["content-type": "application/json"]
        if !isWorthRepeating { fields.append("x-should-retry", "false") }
        switch self {
        case .missingKey, .wrongKey, .missingManagementKey, .wrongManagementKey:
            fields.append("www-authenticate", "Bearer")
        case .wrongMethod(let allowed): fields.append(.allow, allowed)
        case .tooManyAttempts: fields.append(.retryAfter, "1")
        default: break
        }
        return fields
    }
}
