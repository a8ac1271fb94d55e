/// The events of OpenAI's Responses stream that mean something here.
///
/// OpenAI API reference, "Streaming events"; `codex.…` is the ChatGPT backend's own. All others are passed over.
enum ResponsesEventKind: Equatable {
    case accepted
    case itemAdded, itemDone
    case textDelta, textDone
    case refusalDelta, refusalDone
    case partDone
    case citation
    case summaryDelta, summaryDone
    case thoughtDelta, thoughtDone
    case argumentsDelta, argumentsDone
    case completed, incomplete, failed
    case error
    case rateLimits

    /// The kind that a `type` names, given as JSON text; nil for all that does not matter.
    init?(type: UnsafeRawBufferPointer) {
        guard let found = Self.names.first(where: { type.isText($0.name) }) else { return nil }
        self = found.kind
    }

    /// The frequent ones first.
    private static let names: [(name: StaticString, kind: ResponsesEventKind)] = [
        ("\"response.output_text.delta\"", .textDelta),
        ("\"response.function_call_arguments.delta\"", .argumentsDelta),
        ("\"response.reasoning_summary_text.delta\"", .summaryDelta),
        ("\"response.reasoning_text.delta\"", .thoughtDelta),
        ("\"response.refusal.delta\"", .refusalDelta),
        ("\"response.output_item.added\"", .itemAdded),
        ("\"response.output_item.done\"", .itemDone),
        ("\"response.output_text.done\"", .textDone),
        ("\"response.refusal.done\"", .refusalDone),
        ("\"response.content_part.done\"", .partDone),
        ("\"response.output_text.annotation.added\"", .citation),
        ("\"response.reasoning_summary_text.done\"", .summaryDone),
        ("\"response.reasoning_text.done\"", .thoughtDone),
        ("\"response.function_call_arguments.done\"", .argumentsDone),
        ("\"response.created\"", .accepted),
        ("\"response.in_progress\"", .accepted),
        ("\"response.queued\"", .accepted),
        ("\"response.completed\"", .completed),
        ("\"response.done\"", .completed),
        ("\"response.incomplete\"", .incomplete),
        ("\"response.failed\"", .failed),
        ("\"response.cancelled\"", .failed),
        ("\"error\"", .error),
        ("\"codex.rate_limits\"", .rateLimits),
    ]
}
