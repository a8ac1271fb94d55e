import JSON
import ProxyModel

/// Reads the usage out of an answer while its bytes go by, whatever form the answer has.
struct AnswerUsageScanner {
    /// For a stream of events.
    private var stream: StreamUsageScanner?
    /// For one JSON object.
    private var object: JSONMemberScanner?

    private static let names: [StaticString] = ["usage"]

    /// Chooses the form by the answer's fields; what is of another type, or compressed, is not read at all.
    init(contentType: String?, isEncoded: Bool) {
        guard !isEncoded, let type = contentType?.lowercased() else { return }
        if type.hasPrefix("text/event-stream") {
            stream = StreamUsageScanner()
        } else if type.hasPrefix("application/json") {
            object = JSONMemberScanner(Self.names)
        }
    }

    /// Whether the answer is a stream of events.
    var isStream: Bool { stream != nil }

    /// Takes the next piece.
    mutating func feed(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBufferPointer { bytes in
            stream?.feed(bytes)
            object?.feed(bytes)
        }
    }

    /// What was found; nil when nothing was said about usage.
    var usage: TokenUsage? {
        if let stream { return stream.hasUsage ? stream.usage : nil }
        guard let member = object?[0], let value = try? JSONReader.read(member.bytes), case .object = value else {
            return nil
        }
        var usage = TokenUsage()
        usage.take(value)
        return usage
    }

    /// Whether the upstream has reported an error within a stream that began well.
    var hasError: Bool { stream?.hasError ?? false }
}
