internal import JSON

/// What matters of the `response` object that ends a stream; the request that it repeats is passed over.
struct ResponsesFinalObject {
    private(set) var id: String?
    private(set) var status: String?
    /// The items of the output; the codex backend leaves them out.
    private(set) var output: [JSONValue] = []
    private(set) var usage: GenerationUsage?
    private(set) var error: JSONValue?
    private var incompleteDetails: JSONValue?

    /// Reads the object; nil when it is none, or something in it cannot be read.
    init?(_ text: UnsafeRawBufferPointer) {
        var isReadable = true
        let isObject = JSONObjectScanner.forEachMember(of: text) { name, value in
            isReadable = take(name, value) && isReadable
        }
        guard isObject, isReadable else { return nil }
    }

    /// Why the answer is not complete.
    var incompleteReason: StopReason {
        incompleteDetails?["reason"]?.string == "content_filter" ? .refusal : .maximumTokens
    }

    private mutating func take(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Bool {
        if name.isText("id") {
            id = JSONText.string(value)
        } else if name.isText("status") {
            status = JSONText.string(value)
        } else if name.isText("output") || name.isText("usage") || name.isText("error")
            || name.isText("incomplete_details")
        {
            guard let tree = try? JSONReader.read(Array(value), replacingLoneSurrogates: true) else { return false }
            take(name, tree)
        }
        return true
    }

    private mutating func take(_ name: UnsafeRawBufferPointer, _ tree: JSONValue) {
        guard !tree.isNull else { return }
        if name.isText("output") {
            output = tree.elements ?? []
        } else if name.isText("usage") {
            usage = GenerationUsage(responses: tree)
        } else if name.isText("error") {
            error = tree
        } else {
            incompleteDetails = tree
        }
    }
}

extension GenerationUsage {
    /// Reads a `usage` object: its `input_tokens` count those of the cache, too.
    fileprivate init(responses usage: JSONValue) {
        func count(_ value: JSONValue?) -> Int { min(max(value?.integer() ?? 0, 0), 1 << 53) }
        let total = count(usage["input_tokens"])
        let cached = min(count(usage["input_tokens_details"]?["cached_tokens"]), total)
        self.init(
            input: total - cached,
            cacheRead: cached,
            output: count(usage["output_tokens"]),
            thinking: count(usage["output_tokens_details"]?["reasoning_tokens"])
        )
    }
}
