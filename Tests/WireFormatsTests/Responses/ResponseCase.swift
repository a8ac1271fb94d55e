import HTTPWire
import JSON
import PlatformSupport
import Testing
import WireFormats

/// One folder of `Fixtures/responses`: what an upstream sends, and what a client is to get.
struct ResponseCase: Sendable, CustomTestStringConvertible {
    /// What came of a replay.
    struct Replay: Equatable {
        /// The events for a client that streams.
        var stream: [UInt8]
        /// The message, or the error, for one that does not.
        var message: [UInt8]
    }

    /// The moment at which all of them are replayed.
    static let now = 1_763_700_000

    static let directory = Paths.join(
        Paths.parent(of: Paths.parent(of: #filePath)),
        "Fixtures/responses"
    )

    /// All of them, by their names.
    static let all: [ResponseCase] = {
        let names = (try? FileSystem.list(directory)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map { ResponseCase(name: $0) }
    }()

    let name: String

    var testDescription: String { name }

    func path(_ file: String) -> String { Paths.join(Paths.join(Self.directory, name), file) }

    /// What the request said, as far as the answer has to know.
    func context() throws -> AnswerContext {
        guard let bytes = try FileSystem.readIfPresent(path("context.json")) else {
            return AnswerContext(model: "asked")
        }
        let json = try JSONReader.read(bytes)
        return AnswerContext(
            model: "asked",
            tools: ToolNameTable(toolNames: json["tools"]?.elements?.compactMap(\.string) ?? []),
            stopSequences: json["stop_sequences"]?.elements?.compactMap(\.string) ?? [],
            wantsThinking: json["thinking"]?.boolean ?? false,
            estimatedInputTokens: json["estimated_input_tokens"]?.integer() ?? 0
        )
    }

    /// The stream; `@SHORT@` in it stands for the backend's name of the request's first tool.
    func upstream() throws -> [UInt8] {
        let bytes = try FileSystem.read(path("upstream.sse"))
        let tools = try FileSystem.readIfPresent(path("context.json")).map { try JSONReader.read($0) }?["tools"]
        guard let tool = tools?.elements?.first?.string else { return bytes }
        let short = try context().tools.backendName(of: tool)
        let pieces = bytes.split(separator: Array("@SHORT@".utf8), omittingEmptySubsequences: false)
        return Array(pieces.joined(separator: Array(short.utf8)))
    }

    /// Replays a stream that comes in these pieces, for both kinds of clients at once.
    static func replay(_ pieces: some Sequence<some Sequence<UInt8>>, _ context: AnswerContext) throws -> Replay {
        var parser = ServerSentEventParser()
        var decoder = ResponsesStreamDecoder()
        var encoder = MessagesStreamEncoder(context, messageID: "msg_fixture")
        var assembler = MessageAssembler(context, messageID: "msg_fixture")
        var stream: [UInt8] = []
        var events: [GenerationEvent] = []
        for piece in pieces {
            parser.feed(piece)
            while let event = try parser.next() {
                decoder.decode(event.data[...], into: &events)
                encoder.encode(events, into: &stream)
                assembler.add(events)
                events = []
            }
        }
        decoder.end(into: &events)
        encoder.encode(events, into: &stream)
        assembler.add(events)
        #expect(encoder.isEnded)
        return Replay(stream: stream, message: try text(of: #require(assembler.outcome)))
    }

    /// The message; of a failure, what an HTTP answer would say.
    static func text(of outcome: MessageAssembler.Outcome) throws -> [UInt8] {
        switch outcome {
        case .message(let bytes): return bytes
        case .failure(let failure):
            let error = AnthropicError(failure, now: now)
            var json = JSONWriter()
            json.beginObject()
            json.name("status")
            json.integer(error.status)
            for field in error.fields where field.name != "content-type" {
                json.name(field.name)
                json.string(field.value)
            }
            json.name("body")
            json.value(try JSONReader.read(error.body()))
            json.endObject()
            return json.bytes
        }
    }
}
