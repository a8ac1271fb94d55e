import HTTPWire
import JSON
import WireFormats

extension FuzzTarget {
    private static let mutator = Mutator(
        WireFormatCorpus.files("responses", named: ["upstream.sse"]),
        tokens: WireFormatCorpus.jsonTokens + [
            "\n\n", "\ndata: ", "data: {\"type\":\"response.created\"}\n\n", "data: [DONE]\n\n",
            "data: {\"type\":\"response.completed\",\"response\":{\"output\":[],\"usage\":{\"input_tokens\":1e400}}}\n\n",
            "\"output_index\":0,", "\"output_index\":-9223372036854775808,",
            "\"content_index\":9223372036854775807,",
            "\"type\":\"response.output_item.done\",", "\"type\":\"response.function_call_arguments.delta\",",
            "\"type\":\"function_call\",", "\"type\":\"reasoning\",", "\"type\":\"message\",", "\"item_id\":\"fc_1\",",
            "\"status\":\"incomplete\",",
            "\"type\":\"response.incomplete\",", "\"type\":\"error\",", "\"delta\":\"STOP\",",
        ]
    )

    /// Streams of a backend, translated event by event and as one message: however they are cut, they become the same,
    /// and the events come in the only order that clients accept.
    static let responsesStream = FuzzTarget(inPieces: "responses-stream", mutator) { pieces in
        var parser = ServerSentEventParser(limit: 1 << 16)
        var decoder = ResponsesStreamDecoder()
        var streaming = MessagesStreamEncoder(context, messageID: "msg_1")
        var assembler = MessageAssembler(context, messageID: "msg_1")
        var result = Translated()
        for piece in pieces {
            parser.feed(piece)
            while let event = try? parser.next() {
                var events: [GenerationEvent] = []
                decoder.decode(event.data[...], into: &events)
                streaming.encode(events, into: &result.stream)
                assembler.add(events)
            }
        }
        var events: [GenerationEvent] = []
        decoder.end(into: &events)
        streaming.encode(events, into: &result.stream)
        assembler.add(events)
        guard decoder.isEnded, streaming.isEnded, let outcome = assembler.outcome else {
            throw FuzzFailure("the stream is over and the answer is not")
        }
        result.outcome = outcome
        try checkOrder(result, failure: streaming.failure)
        return result
    }

    private struct Translated: Equatable {
        var stream: [UInt8] = []
        var outcome: MessageAssembler.Outcome?
    }

    private static let context = AnswerContext(
        model: "m",
        tools: ToolNameTable(toolNames: ["Bash"]),
        stopSequences: ["STOP", "\n\nHuman:"],
        wantsThinking: true
    )

    /// `message_start`, whole blocks one after the other, `message_delta`, `message_stop`; an `error` ends it anywhere.
    private static func checkOrder(_ result: Translated, failure: UpstreamFailure?) throws {
        var order = MessageOrder()
        var parser = ServerSentEventParser()
        parser.feed(result.stream)
        while let event = try parser.next() {
            guard let data = try? JSONReader.read(event.data), data["type"]?.string == event.name else {
                throw FuzzFailure("\(event) is none of an answer")
            }
            try order.take(event.name, data)
        }
        let isWhole = failure == nil
        guard order.isEnded == isWhole || result.stream.isEmpty else {
            throw FuzzFailure("ended although \(failure as Any)")
        }
        switch result.outcome {
        case .message(let body)?:
            guard isWhole, let message = try? JSONReader.read(body), let content = message["content"]?.elements else {
                throw FuzzFailure("a message and no stream")
            }
            try order.compare(with: content)
        case .failure(let other)?:
            guard other == failure else { throw FuzzFailure("failed with \(other), the stream with \(failure as Any)") }
        case nil: break
        }
    }
}
