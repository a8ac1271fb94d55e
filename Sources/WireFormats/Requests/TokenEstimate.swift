import JSON

/// About how many tokens a request has, without asking anyone.
///
/// The rule: a token for each 4 bytes of ASCII and for each 3 bytes of anything else (a syllable of Korean, a Chinese
/// character), counted over all text, names, arguments and schemas, with 4 more for each message, tool and call;
/// 1,500 for a picture, and 1,500 for each 75,000 bytes of a document that is not text. On English and code that is
/// within about a fifth of what the providers' tokenizers say. Never less than 1.
package enum TokenEstimate {
    static let perItem = 4
    static let perPicture = 1_500
    static let bytesOfPage = 75_000

    /// The tokens of all that is sent for a request.
    package static func tokens(of request: GenerationRequest) -> Int {
        var count = Count()
        for part in request.instructions { count.add(part) }
        for message in request.messages {
            count.items += 1
            for part in message.parts { count.add(part) }
        }
        for tool in request.tools { count.add(tool) }
        if let format = request.outputFormat { count.add(format.schema) }
        return max(1, count.tokens)
    }

    /// The tokens of a text.
    package static func tokens(of text: String) -> Int {
        var count = Count()
        count.add(text)
        return count.tokens
    }
}

extension TokenEstimate {
    /// A sum that is rounded once, at the end.
    private struct Count {
        var items = 0
        private var ascii = 0
        private var other = 0
        private var media = 0

        var tokens: Int {
            (ascii * 3 + other * 4 + 11) / 12 + items * perItem + media
        }

        mutating func add(_ text: String) {
            var text = text
            text.withUTF8 { bytes in
                var high = 0
                for byte in bytes { high &+= Int(byte &>> 7) }
                other += high
                ascii += bytes.count - high
            }
        }

        /// A value by the length of its JSON text, escapes aside.
        mutating func add(_ value: JSONValue) {
            switch value {
            case .null, .boolean: ascii += 4
            case .number(let text): ascii += text.utf8.count
            case .string(let text):
                ascii += 2
                add(text)
            case .array(let elements):
                ascii += 2 + elements.count
                for element in elements { add(element) }
            case .object(let members):
                ascii += 2 + 4 * members.count
                for member in members {
                    add(member.name)
                    add(member.value)
                }
            }
        }

        mutating func add(_ tool: ToolDefinition) {
            items += 1
            add(tool.name)
            guard case .function(let description, let schema) = tool.kind else { return }
            if let description { add(description) }
            add(schema)
        }

        mutating func add(_ part: ContentPart) {
            switch part.kind {
            case .text(let text): add(text)
            case .image: media += perPicture
            case .document(let document): add(document)
            case .toolCall(let call):
                items += 1
                add(call.name)
                add(call.arguments)
            case .toolResult(let result):
                items += 1
                for part in result.parts { add(part) }
            case .reasoning(let reasoning): add(reasoning.text)
            case .toolReference(let name): add(name)
            case .unknown(let value): add(value)
            }
        }

        private mutating func add(_ document: ContentPart.Document) {
            switch document.source {
            case .base64(_, let data): media += (1 + data.utf8.count * 3 / 4 / bytesOfPage) * perPicture
            case .text(_, let text): add(text)
            case .parts(let parts): for part in parts { add(part) }
            case .url, .unknown: media += perPicture
            }
        }
    }
}
