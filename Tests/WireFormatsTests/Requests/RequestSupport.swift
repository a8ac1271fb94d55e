import JSON
import PlatformSupport
import Testing
import WireFormats

/// What the tests of requests have in common.
enum RequestSupport {
    /// A file of `Fixtures/requests`.
    static func fixture(_ name: String) throws -> [UInt8] {
        let tests = Paths.parent(of: Paths.parent(of: #filePath))
        return try #require(try FileSystem.readIfPresent(Paths.join(Paths.join(tests, "Fixtures/requests"), name)))
    }

    static func decode(_ text: String) throws(WireFormatError) -> GenerationRequest {
        try MessagesRequestDecoder.decode(Array(text.utf8))
    }

    /// A request whose one message of the user has this content, with members after it.
    static func request(_ content: String, _ members: String = "") throws(WireFormatError) -> GenerationRequest {
        try decode(#"{"model":"gpt-5.5","messages":[{"role":"user","content":\#(content)}]\#(members)}"#)
    }

    /// What goes to the backend.
    static func encode(
        _ request: GenerationRequest,
        _ dialect: ResponsesDialect = .codexBackend,
        for model: BackendModel? = nil
    ) throws -> (body: JSONValue, encoded: EncodedRequest) {
        let encoded = try ResponsesRequestEncoder(dialect: dialect).encode(request, for: model)
        return (try JSONReader.read(encoded.body, maximumDepth: 256), encoded)
    }

    static func json(_ text: String) throws -> JSONValue {
        try JSONReader.read(Array(text.utf8))
    }

    /// The text of a value, to compare and to read.
    static func text(_ value: JSONValue?) -> String {
        var writer = JSONWriter()
        writer.value(value ?? .null)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
