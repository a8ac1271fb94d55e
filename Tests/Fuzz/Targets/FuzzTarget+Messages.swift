import JSON
import WireFormats

extension FuzzTarget {
    /// Requests of clients; one that is understood is written for a backend, and written again means the same.
    static let messagesRequest = FuzzTarget(
        "messages-request",
        Mutator(
            WireFormatCorpus.files("requests", named: ["request.json"]) + requests.map { Array($0.utf8) },
            tokens: WireFormatCorpus.jsonTokens + [
                "\"role\":\"system\",", "\"role\":\"assistant\",", "\"type\":\"thinking\",\"signature\":\"\",",
                "\"type\":\"tool_result\",\"tool_use_id\":\"a\",", "\"type\":\"image\",",
                "\"source\":{\"type\":\"url\"},",
                "\"max_tokens\":-1,", "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1e300},",
                "\"tool_choice\":{\"type\":\"tool\"},", "\"stop_sequences\":[\"\"],", "\"model\":\"(high)\",",
            ]
        )
    ) { bytes, _ in
        let request: GenerationRequest
        do throws(WireFormatError) {
            request = try MessagesRequestDecoder.decode(bytes)
        } catch {
            guard !error.message.isEmpty else { throw FuzzFailure("an error without words at \(error.member)") }
            return
        }
        guard TokenEstimate.tokens(of: request) >= 0 else { throw FuzzFailure("less than no tokens") }
        let again = try? MessagesRequestDecoder.decode(MessagesRequestEncoder.encode(request))
        guard again == request else { throw FuzzFailure("written and read again, \(request) is \(again as Any)") }
        for dialect in [ResponsesDialect.codexBackend, .publicAPI] {
            guard let encoded = try? ResponsesRequestEncoder(dialect: dialect).encode(request) else { continue }
            try check(encoded)
        }
    }

    /// What holds of every request for a backend.
    private static func check(_ encoded: EncodedRequest) throws {
        guard let body = try? JSONReader.read(encoded.body), let input = body["input"]?.elements else {
            throw FuzzFailure("what is sent is no request: \(String(decoding: encoded.body, as: UTF8.self))")
        }
        var open: Set<String> = []
        for item in input {
            let call = item["call_id"]?.string
            switch item["type"]?.string {
            case "function_call": if let call { open.insert(call) }
            case "function_call_output":
                guard let call, open.remove(call) != nil else {
                    throw FuzzFailure("a result without its call: \(item)")
                }
            default: break
            }
            guard call.map({ (1...64).contains($0.utf8.count) }) ?? true else {
                throw FuzzFailure("a call's name that no backend takes: \(item)")
            }
        }
        guard open.isEmpty else { throw FuzzFailure("calls without results: \(open)") }
    }

    private static let requests = [
        #"{"model":"gpt-5.3-codex(high)","max_tokens":9,"messages":[{"role":"user","content":"hi"}],"stream":true}"#,
        #"{"model":"m","max_tokens":1,"system":[{"type":"text","text":"s"}],"messages":[{"role":"user","content":[{"type":"#
            + #""image","source":{"type":"base64","media_type":"image/png","data":"aGk="}}]},{"role":"assistant","content":[{"#
            + #""type":"tool_use","id":"a","name":"Bash","input":{"b":1}}]},{"role":"user","content":[{"type":"tool_result","#
            + #""tool_use_id":"a","content":[{"type":"text","text":"x"}],"is_error":true}]}]}"#,
        #"{"model":"m","max_tokens":5,"tools":[{"name":"a.b","input_schema":{"type":"object","allOf":[{}]}},{"type":"#
            + #""web_search_20250305","name":"web_search"}],"tool_choice":{"type":"any"},"thinking":{"type":"adaptive"},"#
            + #""output_config":{"effort":"max","format":{"type":"json_schema","schema":{}}},"messages":[]}"#,
    ]
}
