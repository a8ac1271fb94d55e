import ProxyModel

extension RequestRecord {
    /// One JSON object: what the access log and the management page show.
    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.name("time")
        json.string(time.description)
        json.name("method")
        json.string(method)
        json.name("path")
        json.string(path)
        json.name("status")
        json.integer(status)
        writeOptional("model", model, to: &json)
        writeOptional("account", accountLabel, to: &json)
        json.name("stream")
        json.boolean(isStream)
        if let usage {
            json.name("tokens")
            usage.write(to: &json)
        }
        if let millisecondsToFirstByte {
            json.name("first_byte_ms")
            json.double(Self.rounded(millisecondsToFirstByte))
        }
        json.name("total_ms")
        json.double(Self.rounded(milliseconds))
        if retries > 0 {
            json.name("retries")
            json.integer(retries)
        }
        writeOptional("request_id", requestID, to: &json)
        writeOptional("failure", failure, to: &json)
        json.endObject()
    }

    private func writeOptional(_ name: String, _ value: String?, to json: inout JSONWriter) {
        guard let value else { return }
        json.name(name)
        json.string(value)
    }

    /// Hundredths are as exact as anybody needs.
    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}

extension TokenUsage {
    /// One JSON object, with the names of Anthropic's API.
    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.name("input_tokens")
        json.integer(input)
        json.name("output_tokens")
        json.integer(output)
        json.name("cache_creation_input_tokens")
        json.integer(cacheCreation)
        json.name("cache_read_input_tokens")
        json.integer(cacheRead)
        json.endObject()
    }
}
