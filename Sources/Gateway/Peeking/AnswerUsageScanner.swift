import ProxyModel

/// Reads the usage out of an answer while its bytes go by, whatever form the answer has.
enum AnswerUsageScanner {
    /// A stream of events.
    case stream(StreamUsageScanner)
    /// One JSON object.
    case object(JSONMemberScanner)
    /// Nothing that could be read: another type, or compressed.
    case none

    /// Chooses the form by the answer's fields.
    init(contentType: String?, isEncoded: Bool) {
        let type = contentType?.lowercased() ?? ""
        if isEncoded {
            self = .none
        } else if type.hasPrefix("text/event-stream") {
            self = .stream(StreamUsageScanner())
        } else if type.hasPrefix("application/json") {
            self = .object(JSONMemberScanner(["usage"]))
        } else {
            self = .none
        }
    }

    /// Whether the answer is a stream of events.
    var isStream: Bool {
        if case .stream = self { true } else { false }
    }

    /// Takes the next piece.
    mutating func feed(_ bytes: ArraySlice<UInt8>) {
        switch self {
        case .stream(var scanner):
            // Taken out for the change, so that its memory is not copied.
            self = .none
            bytes.withUnsafeBufferPointer { scanner.feed($0) }
            self = .stream(scanner)
        case .object(var scanner):
            self = .none
            bytes.withUnsafeBufferPointer { scanner.feed($0) }
            self = .object(scanner)
        case .none: break
        }
    }

    /// What was found; nil when nothing was said about usage.
    var usage: TokenUsage? {
        switch self {
        case .stream(let scanner): return scanner.hasUsage ? scanner.usage : nil
        case .object(let scanner):
            guard let member = scanner[0], let value = try? JSONReader.read(member.bytes), case .object = value else {
                return nil
            }
            var usage = TokenUsage()
            usage.take(value)
            return usage
        case .none: return nil
        }
    }

    /// Whether the upstream has reported an error within a stream that began well.
    var hasError: Bool {
        if case .stream(let scanner) = self { scanner.hasError } else { false }
    }
}
