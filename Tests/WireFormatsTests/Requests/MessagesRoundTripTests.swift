import JSON
import TestSupport
import Testing
import WireFormats

struct MessagesRoundTripTests {
    @Test func `a request of Claude Code comes out as it came in`() throws {
        let body = try RequestSupport.fixture("claude-code-second-turn/request.json")
        let request = try MessagesRequestDecoder.decode(body)
        let again = try MessagesRequestDecoder.decode(MessagesRequestEncoder.encode(request))
        #expect(again == request)
    }

    @Test(arguments: RandomSeeds.fresh(10))
    func `members that nobody knows come out again wherever they stood`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let original = try JSONReader.read(RequestSupport.fixture("claude-code-second-turn/request.json"))
        for _ in 0..<20 {
            var added = 0
            let changed = Self.adding(to: original, at: "", &added, &random)
            let written = MessagesRequestEncoder.value(of: try MessagesRequestDecoder.decode(changed))
            #expect(Self.unknownMembers(of: written) == Self.unknownMembers(of: changed))
            #expect(Self.unknownMembers(of: written).count == added)
        }
    }

    /// The objects that are somebody's own and no part of the format, so that nothing has to be added there.
    private static let closed: Set<String> = ["source", "tool_choice", "metadata"]

    private static func adding(
        to value: JSONValue,
        at name: String,
        _ added: inout Int,
        _ random: inout SeededGenerator
    ) -> JSONValue {
        switch value {
        case .array(let elements):
            return .array(elements.map { adding(to: $0, at: name, &added, &random) })
        case .object(let members):
            guard !closed.contains(name) else { return value }
            var members = members.map { JSONMember($0.name, adding(to: $0.value, at: $0.name, &added, &random)) }
            if Int.random(in: 0..<3, using: &random) == 0 {
                let place = Int.random(in: 0...members.count, using: &random)
                members.insert(JSONMember("zz_\(added)", .object([JSONMember("a", .integer(added))])), at: place)
                added += 1
            }
            return .object(members)
        default: return value
        }
    }

    private static func unknownMembers(of value: JSONValue) -> [String: JSONValue] {
        switch value {
        case .array(let elements):
            return elements.reduce(into: [:]) { all, element in
                all.merge(unknownMembers(of: element)) { first, _ in first }
            }
        case .object(let members):
            return members.reduce(into: [:]) { all, member in
                if member.name.hasPrefix("zz_") { all[member.name] = member.value }
                all.merge(unknownMembers(of: member.value)) { first, _ in first }
            }
        default: return [:]
        }
    }

    @Test(arguments: [
        #"[{"type":"document","source":{"type":"content","content":"x"},"title":"t","citations":{"enabled":true}}]"#,
        #"[{"type":"image","source":{"type":"file","file_id":"f"}}]"#,
        #"[{"type":"search_result","source":"s","title":"t","content":[]}]"#,
        #"[{"type":"redacted_thinking","data":"abc"}]"#,
        #"[{"type":"tool_result","tool_use_id":"a","is_error":true}]"#,
        // One name twice, which JSON allows.
        #"[{"type":"tool_use","id":"a","name":"b","input":{},"caller":{},"caller":{"type":"direct"}}]"#,
    ])
    func `content of each kind comes out as it came in`(content: String) throws {
        let request = try RequestSupport.request(
            content,
            """
            ,"tools":[{"type":"web_search_20250305","name":"web_search","max_uses":8,"allowed_domains":["a.example"]},
            {"type":"bash_20250124","name":"bash"},{"type":"mcp_toolset","mcp_server_name":"s"}],
            "tool_choice":{"type":"any","disable_parallel_tool_use":true,"later":1},"temperature":0.5,"top_k":3,
            "output_config":{"effort":"someday","later":{},"format":{"type":"json_schema","schema":{},"name":"n"}},
            "thinking":{"type":"enabled","budget_tokens":2000},"stop_sequences":["a"]
            """
        )
        #expect(try MessagesRequestDecoder.decode(MessagesRequestEncoder.encode(request)) == request)
    }

    @Test(arguments: RandomSeeds.fresh(4))
    func `whatever is done to a request, it ends in a body or an error`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let original = try RequestSupport.fixture("claude-code-second-turn/request.json")
        let alphabet = Array(#""{}[]:,\u0123456789truefalsn "#.utf8)
        var answered = 0
        for _ in 0..<300 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = alphabet.randomElement(using: &random) ?? 0
            }
            answered += 1
            guard let request = try? MessagesRequestDecoder.decode(bytes) else { continue }
            for dialect in [ResponsesDialect.codexBackend, .publicAPI] {
                guard let encoded = try? ResponsesRequestEncoder(dialect: dialect).encode(request) else { continue }
                #expect(throws: Never.self) { try JSONReader.read(encoded.body, maximumDepth: 256) }
            }
        }
        #expect(answered == 300)
    }

    @Test(arguments: RandomSeeds.fresh(4))
    func `values of the wrong kind anywhere end in a body or an error`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let original = try JSONReader.read(RequestSupport.fixture("claude-code-second-turn/request.json"))
        for _ in 0..<300 {
            let changed = Self.replacingOne(of: original, &random)
            guard let request = try? MessagesRequestDecoder.decode(changed) else { continue }
            let again = try MessagesRequestDecoder.decode(MessagesRequestEncoder.encode(request))
            #expect(again == request)
        }
    }

    /// The value with something else in one place of it, most often.
    private static func replacingOne(of value: JSONValue, _ random: inout SeededGenerator) -> JSONValue {
        if Int.random(in: 0..<12, using: &random) == 0 {
            let others: [JSONValue] = [
                .null, .boolean(true), .number("1"), .number("-1e99"), .string(""), .array([]), .object([]),
                .array([.null]), .object([JSONMember("type", .string("text"))]),
            ]
            return others.randomElement(using: &random) ?? .null
        }
        switch value {
        case .array(var elements) where !elements.isEmpty:
            let place = Int.random(in: 0..<elements.count, using: &random)
            elements[place] = replacingOne(of: elements[place], &random)
            return .array(elements)
        case .object(var members) where !members.isEmpty:
            let place = Int.random(in: 0..<members.count, using: &random)
            members[place].value = replacingOne(of: members[place].value, &random)
            return .object(members)
        default: return value
        }
    }
}
