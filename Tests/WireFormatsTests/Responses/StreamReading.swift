import HTTPWire
import JSON
import Testing

/// Reads a stream of the Messages API as strictly as its documentation has it, and folds it into one message.
///
/// Shares no code with what it checks.
struct StreamReading {
    enum Ending {
        /// Nothing was sent.
        case nothing
        /// `message_stop`.
        case stopped
        /// An `error` event, and nothing after it.
        case failed
        /// It just ends.
        case open
    }

    struct Fault: Error {
        let text: String
    }

    private(set) var ending = Ending.nothing
    private(set) var message = JSONValue.null
    private(set) var error: JSONValue?
    private(set) var pings = 0
    private var content: [JSONValue] = []
    private var open: JSONValue?
    private var partialInput = ""
    private var hasDelta = false

    init(_ bytes: [UInt8]) throws {
        var parser = ServerSentEventParser()
        parser.feed(bytes)
        while let event = try parser.next() {
            let data = try JSONReader.read(event.data)
            guard data["type"]?.string == event.name else { throw Fault(text: "type and name differ: \(event.text)") }
            do { try take(event.name, data) } catch { throw Fault(text: "\(error) at \(event.text)") }
        }
        if ending == .stopped { message = set("content", .array(content), in: message) }
    }

    private mutating func take(_ name: String, _ data: JSONValue) throws {
        guard ending != .stopped, ending != .failed else { throw Fault(text: "after the end") }
        if name != "message_start", ending == .nothing { throw Fault(text: "before message_start") }
        switch name {
        case "message_start":
            guard ending == .nothing, let start = data["message"] else { throw Fault(text: "second start") }
            ending = .open
            message = start
        case "ping": pings += 1
        case "content_block_start": try start(data)
        case "content_block_delta": try apply(data)
        case "content_block_stop": try stop(data)
        case "message_delta": try finish(data)
        case "message_stop":
            guard hasDelta else { throw Fault(text: "no message_delta") }
            ending = .stopped
        case "error":
            ending = .failed
            error = data["error"]
        default: throw Fault(text: "unknown event")
        }
    }

    private mutating func start(_ data: JSONValue) throws {
        guard open == nil, !hasDelta, data["index"]?.integer() == content.count, let block = data["content_block"]
        else {
            throw Fault(text: "block out of order")
        }
        open = block
        partialInput = ""
    }

    private mutating func apply(_ data: JSONValue) throws {
        guard let block = open, data["index"]?.integer() == content.count, let delta = data["delta"] else {
            throw Fault(text: "delta out of order")
        }
        let members = ["text_delta": "text", "thinking_delta": "thinking", "signature_delta": "signature"]
        let type = delta["type"]?.string ?? ""
        if type == "input_json_delta", ["tool_use", "server_tool_use"].contains(block["type"]?.string) {
            partialInput += delta["partial_json"]?.string ?? ""
        } else if let member = members[type], let before = block[member]?.string, let more = delta[member]?.string {
            open = set(member, .string(before + more), in: block)
        } else {
            throw Fault(text: "delta of another block")
        }
    }

    private mutating func stop(_ data: JSONValue) throws {
        guard let block = open, data["index"]?.integer() == content.count else {
            throw Fault(text: "stop out of order")
        }
        open = nil
        guard !partialInput.isEmpty else { return content.append(block) }
        let raw = JSONValue.object([JSONMember("raw", .string(partialInput))])
        let parsed = (try? JSONReader.read(Array(partialInput.utf8))) ?? raw
        content.append(set("input", parsed, in: block))
    }

    private mutating func finish(_ data: JSONValue) throws {
        guard open == nil, !hasDelta, let delta = data["delta"], let usage = data["usage"] else {
            throw Fault(text: "message_delta out of order")
        }
        hasDelta = true
        message = set("stop_reason", delta["stop_reason"] ?? .null, in: message)
        message = set("stop_sequence", delta["stop_sequence"] ?? .null, in: message)
        message = set("usage", usage, in: message)
    }

    private func set(_ name: String, _ value: JSONValue, in object: JSONValue) -> JSONValue {
        guard case .object(let members) = object else { return object }
        return .object(members.map { $0.name == name ? JSONMember(name, value) : $0 })
    }
}
