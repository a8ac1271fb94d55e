import HTTPTransport
import HTTPWire
import JSON
import Synchronization

/// Plays the ChatGPT backend that Codex talks to, as strict as that one: what it would refuse gets a 400 here, too.
enum FakeCodexBackend {
    /// Writes the events of one answer.
    struct Stream: ~Copyable {
        private let body: ResponseBodyWriter
        private let model: String
        private var number = 0
        private var index = 0

        init(_ writer: consuming ResponseWriter, model: String, _ fields: HTTPFields = [:]) async throws {
            var all: HTTPFields = ["content-type": "text/event-stream", "x-request-id": "req-of-the-fake"]
            all.append(contentsOf: fields)
            body = try await writer.start(.ok, fields: all)
            self.model = model
        }

        /// Sends an event; `members` is JSON that begins with a comma, or nothing.
        mutating func send(_ type: String, _ members: String = "") async throws {
            let data = #"{"type":"\#(type)","sequence_number":\#(number)\#(members)}"#
            number += 1
            try await body.write("event: \(type)\ndata: \(data)\n\n")
        }

        /// The object that events about the whole answer carry: without its output, as the backend does it.
        func response(_ status: String, _ members: String = "") -> String {
            #","response":{"id":"resp_1","object":"response","status":"\#(status)","model":"\#(model)","output":[]\#(members)}"#
        }

        mutating func begin() async throws {
            try await send("response.created", response("in_progress"))
            try await send("response.in_progress", response("in_progress"))
        }

        mutating func text(_ pieces: [String]) async throws {
            let place = #","item_id":"msg_\#(index)","output_index":\#(index),"content_index":0"#
            let item = #"{"id":"msg_\#(index)","type":"message","role":"assistant""#
            try await send("response.output_item.added", #","output_index":\#(index),"item":\#(item),"content":[]}"#)
            let empty = #","part":{"type":"output_text","text":"","annotations":[]}"#
            try await send("response.content_part.added", place + empty)
            for piece in pieces { try await send("response.output_text.delta", place + #","delta":\#(quoted(piece))"#) }
            let whole = quoted(pieces.joined())
            try await send("response.output_text.done", place + #","text":\#(whole)"#)
            let content = #""content":[{"type":"output_text","text":\#(whole),"annotations":[]}]"#
            try await send("response.output_item.done", #","output_index":\#(index),"item":\#(item),\#(content)}"#)
            index += 1
        }

        mutating func call(_ id: String, _ name: String, _ arguments: String) async throws {
            let place = #","item_id":"fc_\#(index)","output_index":\#(index)"#
            let item = #"{"id":"fc_\#(index)","type":"function_call","call_id":"\#(id)","name":"\#(name)","arguments":"#
            try await send("response.output_item.added", #","output_index":\#(index),"item":\#(item)""}"#)
            try await send("response.function_call_arguments.delta", place + #","delta":\#(quoted(arguments))"#)
            try await send("response.function_call_arguments.done", place + #","arguments":\#(quoted(arguments))"#)
            try await send(
                "response.output_item.done",
                #","output_index":\#(index),"item":\#(item)\#(quoted(arguments))}"#
            )
            index += 1
        }

        mutating func fail(_ code: String, _ message: String) async throws {
            let error = #","error":{"code":"\#(code)","message":\#(quoted(message))}"#
            try await send("response.failed", response("failed", error))
        }

        mutating func complete() async throws {
            let usage =
                #","usage":{"input_tokens":31,"input_tokens_details":{"cached_tokens":20},"output_tokens":23,"#
                + #""output_tokens_details":{"reasoning_tokens":3},"total_tokens":54}"#
            try await send("response.completed", response("completed", usage))
        }

        consuming func finish() async throws { try await body.finish() }

        private func quoted(_ text: String) -> String {
            var json = JSONWriter()
            json.string(text)
            return String(decoding: json.bytes, as: UTF8.self)
        }
    }

    typealias Answer = @Sendable (FakeUpstream.Received, consuming ResponseWriter) async throws -> Void

    /// Checks each request, and answers those that the backend would take as the test says.
    static func script(_ answer: @escaping Answer) -> FakeUpstream.Script {
        { received, writer in
            if let fault = fault(in: received) {
                return try await FakeUpstream.json(400, #"{"detail":"\#(fault)"}"#)(received, writer)
            }
            try await answer(received, writer)
        }
    }

    /// Answers with these pieces of text.
    static func says(_ pieces: String...) -> FakeUpstream.Script {
        script { received, writer in
            var stream = try await Stream(writer, model: model(of: received))
            try await stream.begin()
            try await stream.text(pieces)
            try await stream.complete()
            try await stream.finish()
        }
    }

    static func model(of received: FakeUpstream.Received) -> String {
        (try? JSONReader.read(received.body))?["model"]?.string ?? ""
    }

    private static let allowed: Set<String> = [
        "model", "input", "instructions", "stream", "store", "include", "tools", "tool_choice", "parallel_tool_calls",
        "reasoning", "text", "prompt_cache_key", "service_tier", "client_metadata",
    ]

    /// What the backend refuses a request for; nil when it does not.
    static func fault(in received: FakeUpstream.Received) -> String? {
        guard received.method == "POST", received.target == "/codex/responses" else { return "Not Found" }
        let fields = received.fields
        guard fields["originator"] == "ccproxy", fields["openai-beta"] == "responses=experimental",
            fields["user-agent"]?.hasPrefix("ccproxy-gateway/") == true, fields["accept"] == "text/event-stream"
        else { return "unexpected header fields" }
        guard fields["chatgpt-account-id"] != nil else { return "no account" }
        for field in fields
        where ["anthropic-", "x-stainless", "x-api-key", "x-claude"].contains(where: field.name.lowercased().hasPrefix)
        {
            return "\(field.name) was passed on"
        }
        guard case .object(let members) = try? JSONReader.read(received.body) else { return "not JSON" }
        if let other = members.first(where: { !allowed.contains($0.name) }) {
            return "Unsupported parameter: \(other.name)"
        }
        let body = JSONValue.object(members)
        guard body["instructions"]?.string != nil else { return "Instructions are required" }
        guard body["stream"]?.boolean == true else { return "Stream must be set to true" }
        guard body["store"]?.boolean == false else { return "Store must be set to false" }
        guard body["model"]?.string?.hasPrefix("gpt-") == true else { return "The model is not supported" }
        for tool in body["tools"]?.elements ?? [] where (tool["name"]?.string ?? "").utf8.count > 64 {
            return "Invalid tools.name: string too long"
        }
        guard let input = body["input"]?.elements else { return "Input must be a list" }
        for item in input {
            if item["role"]?.string == "system" { return "System messages are not allowed" }
            if (item["call_id"]?.string ?? "").utf8.count > 64 { return "Invalid call_id: string too long" }
        }
        return nil
    }
}
