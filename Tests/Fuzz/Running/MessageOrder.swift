import JSON

/// Follows the events of an answer, and says where one comes that may not come there.
struct MessageOrder {
    private enum Phase: Equatable {
        case nothing, between, finishing, ended
        case block(Int)
        case failed
    }

    private var phase = Phase.nothing
    private var count = 0
    private var texts: [String] = []

    /// Whether the message is whole.
    var isEnded: Bool { phase == .ended }

    /// Takes the next event.
    mutating func take(_ name: String, _ data: JSONValue) throws {
        let index: Int? = data["index"]?.integer()
        switch (name, phase) {
        case ("message_start", .nothing): phase = .between
        case ("ping", .between), ("ping", .block): break
        case ("content_block_start", .between) where index == count:
            phase = .block(count)
            count += 1
            texts.append("")
        case ("content_block_delta", .block(let open)) where index == open:
            texts[open] += data["delta"]?["text"]?.string ?? ""
        case ("content_block_stop", .block(let open)) where index == open: phase = .between
        case ("message_delta", .between): phase = .finishing
        case ("message_stop", .finishing): phase = .ended
        case ("error", .between), ("error", .block): phase = .failed
        default: throw FuzzFailure("\(name) comes at \(phase)")
        }
    }

    /// Compares the text with that of the same answer in one message.
    func compare(with content: [JSONValue]) throws {
        let whole = content.compactMap { $0["text"]?.string }.joined()
        guard whole == texts.joined() else { throw FuzzFailure("streamed \(texts), in one message \(whole)") }
    }
}
