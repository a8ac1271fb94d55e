import JSON

extension ResponsesBodyWriter {
    /// The result of a call, as an item.
    ///
    /// Text alone goes as a string; with pictures or documents among it the API takes a list, which must not be empty.
    mutating func write(_ result: ContentPart.ToolResult) {
        writer.beginObject()
        writer.name("type")
        writer.string("function_call_output")
        writer.name("call_id")
        writer.string(names.backendCallID(of: result.callID))
        writer.name("output")
        let hasMedia = result.parts.contains { text(of: $0.kind) == nil && isWritable($0.kind) }
        if !hasMedia {
            for part in result.parts where !isWritable(part.kind) {
                warnings.insert(Self.warning(ofUnsent: part.kind))
            }
            let output = result.parts.compactMap { text(of: $0.kind) }.joined(separator: "\n")
            writer.string(result.isError ? Self.marked(output) : output)
        } else {
            writer.beginArray()
            if result.isError { writeText("Error:", type: "input_text") }
            for part in result.parts { writeInputPart(part.kind) }
            writer.endArray()
        }
        writer.endObject()
    }

    /// The backend has no flag for results that are errors, so the text says it, unless it does already.
    private static func marked(_ text: String) -> String {
        text.hasPrefix("Error") || text.hasPrefix("<tool_use_error>") ? text : "Error: " + text
    }

    /// Whether `writeInputPart` writes anything for a piece.
    func isWritable(_ kind: ContentPart.Kind) -> Bool {
        switch kind {
        case .image(let source): imageAddress(of: source) != nil
        case .document(let document):
            if case .unknown = document.source { false } else { true }
        default: text(of: kind) != nil
        }
    }

    /// A piece of a message of the user, or of a result.
    mutating func writeInputPart(_ kind: ContentPart.Kind) {
        switch kind {
        case .image(let source): writeImage(source)
        case .document(let document): write(document)
        default:
            guard let text = text(of: kind) else {
                warnings.insert(.unknownContent)
                return
            }
            if !text.isEmpty { writeText(text, type: "input_text") }
        }
    }

    mutating func writeText(_ text: String, type: String) {
        writer.beginObject()
        writer.name("type")
        writer.string(type)
        writer.name("text")
        writer.string(text)
        writer.endObject()
    }

    /// What a piece says in words; nil when it is not made of them.
    private func text(of kind: ContentPart.Kind) -> String? {
        switch kind {
        case .text(let text): text
        case .toolReference(let name): "Loaded tool \(names.backendName(of: name))"
        case .unknown(let value): value["text"]?.string
        case .image, .document, .toolCall, .toolResult, .reasoning: nil
        }
    }

    private func imageAddress(of source: MediaSource) -> String? {
        switch source {
        case .base64(let mediaType, let data): "data:\(mediaType);base64,\(data)"
        case .url(let address): address
        case .text, .parts, .unknown: nil
        }
    }

    private mutating func writeImage(_ source: MediaSource) {
        guard let address = imageAddress(of: source) else {
            warnings.insert(.mediaReference)
            return
        }
        writer.beginObject()
        writer.name("type")
        writer.string("input_image")
        writer.name("image_url")
        writer.string(address)
        writer.endObject()
    }

    private mutating func write(_ document: ContentPart.Document) {
        switch document.source {
        case .base64(let mediaType, let data):
            writeFile([
                ("filename", document.title ?? "document.pdf"), ("file_data", "data:\(mediaType);base64,\(data)"),
            ])
        case .url(let address): writeFile([("file_url", address)])
        case .text(_, let text):
            writeText(document.title.map { "\($0)\n\n\(text)" } ?? text, type: "input_text")
        case .parts(let parts):
            if let title = document.title, !title.isEmpty { writeText(title, type: "input_text") }
            for part in parts { writeInputPart(part.kind) }
        case .unknown: warnings.insert(.mediaReference)
        }
    }

    private mutating func writeFile(_ members: [(String, String)]) {
        writer.beginObject()
        writer.name("type")
        writer.string("input_file")
        for (name, value) in members {
            writer.name(name)
            writer.string(value)
        }
        writer.endObject()
    }
}
