import JSON

/// Writes one body, from the top.
struct ResponsesBodyWriter {
    var writer: JSONWriter
    var warnings: Set<TranslationWarning> = []
    let names: ToolNameTable
    let keepsReasoning: Bool

    /// The longest `prompt_cache_key` that the API takes.
    private static let longestCacheKey = 64

    init(names: ToolNameTable, keepsReasoning: Bool, capacity: Int) {
        writer = JSONWriter(reservingCapacity: capacity)
        self.names = names
        self.keepsReasoning = keepsReasoning
    }

    mutating func write(
        _ request: GenerationRequest,
        for model: BackendModel,
        dialect: ResponsesDialect
    ) throws(WireFormatError) {
        writer.beginObject()
        writer.name("model")
        writer.string(model.name)
        writeInstructions(request.instructions, isNeeded: dialect.needsInstructions)
        writeInput(request.messages)
        try writeTools(of: request)
        writer.name("store")
        writer.boolean(false)
        writer.name("stream")
        writer.boolean(dialect.onlyStreams || request.isStreaming)
        writeReasoning(request.thinking, for: model)
        writeFormat(request.outputFormat)
        writeSampling(request.sampling, for: model, dialect: dialect)
        if let key = request.sessionID, !key.isEmpty {
            writer.name("prompt_cache_key")
            writer.string(key.utf8.count > Self.longestCacheKey ? ShortNames.shortened(key, attempt: 0) : key)
        }
        writer.endObject()
        warn(ofUnsent: request.extra)
    }

    /// The texts with an empty line between each.
    ///
    /// Left out is the note on its own build that Claude Code puts first: it means nothing to this backend, and changes
    /// from session to session, which would spoil the backend's cache.
    private mutating func writeInstructions(_ parts: [ContentPart], isNeeded: Bool) {
        var texts: [String] = []
        for part in parts {
            warn(ofUnsent: part.extra)
            switch part.kind {
            case .text(let text) where text.hasPrefix("x-anthropic-billing-header:"): continue
            case .text(let text): if !text.isEmpty { texts.append(text) }
            default: warnings.insert(.unknownContent)
            }
        }
        guard isNeeded || !texts.isEmpty else { return }
        writer.name("instructions")
        writer.string(texts.joined(separator: "\n\n"))
    }

    private mutating func writeReasoning(_ thinking: ThinkingRequest, for model: BackendModel) {
        guard !model.efforts.isEmpty else { return }
        let effort = model.effort ?? thinking.effort ?? Self.effort(of: thinking.mode)
        let wantsSummary = thinking.isWanted && thinking.showsText
        if effort != nil || wantsSummary {
            writer.name("reasoning")
            writer.beginObject()
            if let effort = effort?.clamped(to: model.efforts) {
                writer.name("effort")
                writer.string(effort.rawValue)
            }
            if wantsSummary {
                writer.name("summary")
                writer.string("auto")
            }
            writer.endObject()
        }
        writer.name("include")
        writer.beginArray()
        writer.string("reasoning.encrypted_content")
        writer.endArray()
    }

    private static func effort(of mode: ThinkingRequest.Mode) -> ReasoningEffort? {
        switch mode {
        case .unspecified, .adaptive: nil
        case .disabled: ReasoningEffort.none
        case .budget(let tokens): ReasoningEffort(budgetTokens: tokens)
        }
    }

    private mutating func writeFormat(_ format: OutputFormat?) {
        guard let format else { return }
        warn(ofUnsent: format.extra)
        writer.name("text")
        writer.beginObject()
        writer.name("format")
        writer.beginObject()
        writer.name("type")
        writer.string("json_schema")
        writer.name("name")
        writer.string(format.name ?? "output")
        writer.name("schema")
        writer.value(format.schema)
        writer.name("strict")
        writer.boolean(FunctionSchema.isStrict(format.schema))
        writer.endObject()
        writer.endObject()
    }

    private mutating func writeSampling(_ sampling: Sampling, for model: BackendModel, dialect: ResponsesDialect) {
        if let maximum = sampling.maximumOutputTokens {
            if dialect.takesSampling {
                writer.name("max_output_tokens")
                // The API's least limit.
                writer.integer(max(16, maximum))
            } else {
                warnings.insert(.outputLimit)
            }
        }
        // Models that reason refuse these wherever they run.
        let takesSampling = dialect.takesSampling && model.efforts.isEmpty
        for (name, value) in [("temperature", sampling.temperature), ("top_p", sampling.topP)] {
            guard let value else { continue }
            if takesSampling {
                writer.name(name)
                writer.double(value)
            } else {
                warnings.insert(.sampling)
            }
        }
        if sampling.topK != nil { warnings.insert(.sampling) }
    }
}
