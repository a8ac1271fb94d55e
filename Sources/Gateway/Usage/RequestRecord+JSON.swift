import JSON
import HTTPWire
import ProxyModel

extension RequestRecord {
    /// Appends one JSON object: what the access log and the management page show.
    ///
    /// Written by hand, with the names as they stand in the output: this is done for every request.
    func append(to line: inout [UInt8]) {
        line.append(literal: "{\"time\":\"")
        TimestampText.append(time, to: &line)
        line.append(literal: "\",\"method\":")
        line.append(quoted: method)
        line.append(literal: ",\"path\":")
        line.append(quoted: path)
        line.append(literal: ",\"status\":")
        line.append(decimal: Int(status))
        append(",\"model\":", model, to: &line)
        append(",\"account\":", accountLabel, to: &line)
        line.append(literal: isStream ? ",\"stream\":true" : ",\"stream\":false")
        if let usage { append(usage, to: &line) }
        if let millisecondsToFirstByte {
            line.append(literal: ",\"first_byte_ms\":")
            line.append(hundredthsOf: millisecondsToFirstByte)
        }
        line.append(literal: ",\"total_ms\":")
        line.append(hundredthsOf: milliseconds)
        if retries > 0 {
            line.append(literal: ",\"retries\":")
            line.append(decimal: retries)
        }
        append(",\"request_id\":", requestID, to: &line)
        append(",\"failure\":", failure, to: &line)
        line.append(literal: "}")
    }

    private func append(_ usage: TokenUsage, to line: inout [UInt8]) {
        line.append(literal: ",\"tokens\":{\"input_tokens\":")
        line.append(decimal: Int(usage.input))
        line.append(literal: ",\"output_tokens\":")
        line.append(decimal: Int(usage.output))
        line.append(literal: ",\"cache_creation_input_tokens\":")
        line.append(decimal: Int(usage.cacheCreation))
        line.append(literal: ",\"cache_read_input_tokens\":")
        line.append(decimal: Int(usage.cacheRead))
        line.append(literal: "}")
    }

    private func append(_ name: StaticString, _ value: String?, to line: inout [UInt8]) {
        guard let value else { return }
        line.append(literal: name)
        line.append(quoted: value)
    }
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

extension [UInt8] {
    /// Appends text that is written in our source.
    fileprivate mutating func append(literal text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    /// Appends a JSON string.
    fileprivate mutating func append(quoted text: String) {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F }
        guard isPlain else {
            var writer = JSONWriter()
            writer.string(text)
            return append(contentsOf: writer.bytes)
        }
        append(0x22)
        append(contentsOf: text.utf8)
        append(0x22)
    }

    /// Appends a number that is not negative, rounded to hundredths: as exact as anybody needs milliseconds.
    fileprivate mutating func append(hundredthsOf value: Double) {
        let hundredths = Int(Swift.min(Swift.max(value, 0), 1e15) * 100 + 0.5)
        append(decimal: hundredths / 100)
        let rest = hundredths % 100
        guard rest > 0 else { return }
        append(0x2E)
        append(UInt8(0x30 + rest / 10))
        if rest % 10 > 0 { append(UInt8(0x30 + rest % 10)) }
    }
}
