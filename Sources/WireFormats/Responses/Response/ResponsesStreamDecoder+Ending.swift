internal import JSON

extension ResponsesStreamDecoder {
    /// `response.completed`, `response.incomplete`, `response.failed`, and their older and rarer relatives.
    mutating func endResponse(
        _ kind: ResponsesEventKind,
        _ fields: ResponsesEventFields,
        into events: inout [GenerationEvent]
    ) {
        guard let response = fields.subject.flatMap(ResponsesFinalObject.init) else {
            return fail("The upstream ended the answer with an event that cannot be read", into: &events)
        }
        responseID = responseID ?? response.id
        guard kind != .failed, response.status != "failed" else { return end(failed: response, into: &events) }
        let isIncomplete = kind == .incomplete || response.status == "incomplete"
        begin(into: &events)
        for (index, item) in response.output.enumerated() where !isIncomplete || item["status"]?.string != "incomplete"
        {
            end(item, outputIndex: index, into: &events)
        }
        guard phase != .ended else { return }
        if !isIncomplete { endOpenItems(into: &events) }
        if let usage = response.usage { events.append(.usage(usage)) }
        phase = .ended
        events.append(.finished(isIncomplete ? response.incompleteReason : completeReason))
    }

    private var completeReason: StopReason {
        if hasCalledTool { return .toolCalls }
        return hasRefused ? .refusal : .endOfTurn
    }

    /// Ends what no event has ended: the answer is said to be complete.
    private mutating func endOpenItems(into events: inout [GenerationEvent]) {
        for position in items.indices where !items[position].isDone {
            items[position].isDone = true
            switch items[position].kind {
            case .message: endOpenPart(of: position, into: &events)
            case .reasoning where items[position].hasContent: events.append(.thinkingEnded(nil))
            case .functionCall where items[position].isAnnounced:
                events.append(.toolCallEnded(call: items[position].number))
            case .reasoning, .functionCall, .webSearch, .other: break
            }
        }
    }

    private mutating func end(failed response: ResponsesFinalObject, into events: inout [GenerationEvent]) {
        if let usage = response.usage { events.append(.usage(usage)) }
        end(with: response.error ?? .null, status: nil, into: &events)
    }

    /// `error`: OpenAI documents the members beside `type`, the codex backend puts them into `error`.
    mutating func applyError(_ fields: ResponsesEventFields, into events: inout [GenerationEvent]) {
        guard let event = tree(fields.text, into: &events) else { return }
        var flat: [JSONMember] = []
        if case .object(let members) = event { flat = members.filter { $0.name != "type" } }
        let nested = event["error"].flatMap { $0.isNull ? nil : $0 }
        let status: Int? = event["status_code"]?.integer() ?? event["status"]?.integer()
        end(with: nested ?? .object(flat), status: status, into: &events)
    }

    private mutating func end(with error: JSONValue, status: Int?, into events: inout [GenerationEvent]) {
        var failure = UpstreamFailure(error: error, status: status)
        if failure.message.isEmpty { failure.message = "The upstream failed and does not say why" }
        phase = .ended
        events.append(.failed(failure))
    }

    /// `codex.rate_limits`: how much is used up, and whether the request is refused because of it.
    mutating func applyRateLimits(_ fields: ResponsesEventFields, into events: inout [GenerationEvent]) {
        guard let event = tree(fields.text, into: &events) else { return }
        let quota = UsageQuota(event: event)
        if quota.primary != nil || quota.secondary != nil { events.append(.quota(quota)) }
        // The request that uses up the last of it is itself still allowed.
        let limits = event["rate_limits"]
        guard limits?["limit_reached"]?.boolean == true, limits?["allowed"]?.boolean != true else { return }
        var failure = UpstreamFailure(
            .usageLimit,
            message: "The usage limit has been reached",
            code: "usage_limit_reached"
        )
        failure.takeReset(of: quota.full)
        phase = .ended
        events.append(.failed(failure))
    }
}
