import JSON
import ProxyModel

/// What has to be known of a request's body in order to route it.
///
/// Found without reading the whole body as JSON; a body that is none yields nothing, and the upstream will say so.
struct RequestPeek: Equatable {
    /// The model that the client asks for; nil when none is named.
    var model: String?
    /// Where the model's name stands in the body, quotes included.
    var modelRange: Range<Int>?
    /// Whether the client asks for events instead of one answer.
    var isStream = false
    /// The `metadata`, as it is written; empty when there is none.
    private var metadata: [UInt8] = []

    private static let names: [StaticString] = ["model", "stream", "metadata"]

    /// Looks into a body.
    init(_ body: [UInt8]) {
        var scanner = JSONMemberScanner(Self.names)
        body.withUnsafeBufferPointer { scanner.feed($0) }
        if let member = scanner[0], let name = Self.text(member.bytes) {
            model = name
            modelRange = member.range
        }
        isStream = scanner[1]?.bytes.elementsEqual("true".utf8) ?? false
        metadata = scanner[2]?.bytes ?? []
    }

    /// The Claude session of `metadata.user_id`; looked for when it is asked for.
    var session: String? {
        guard !metadata.isEmpty, let json = try? JSONReader.read(metadata) else { return nil }
        return json["user_id"]?.string.flatMap(Self.session)
    }

    /// What a JSON string says; nil when it is none.
    private static func text(_ bytes: [UInt8]) -> String? {
        // Names of models have no escapes, and then need no reader.
        guard bytes.first == UInt8(ascii: "\""), !bytes.contains(UInt8(ascii: "\\")) else {
            return (try? JSONReader.read(bytes))?.string
        }
        let name = bytes.dropFirst().dropLast()
        // What is ASCII need not be validated, which costs a microsecond.
        guard name.contains(where: { $0 >= 0x80 }) else { return String(decoding: name, as: UTF8.self) }
        return String(validating: name, as: UTF8.self)
    }

    /// The session in the user ID that Claude Code sends.
    ///
    /// JSON with a `session_id`; older versions wrote `user_…_account_…_session_…`.
    private static func session(of userID: String) -> String? {
        if userID.hasPrefix("{") {
            return (try? JSONReader.read(Array(userID.utf8)))?["session_id"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        }
        let mark = Array("_session_".utf8)
        let bytes = Array(userID.utf8)
        guard bytes.count > mark.count else { return nil }
        let start = (0..<bytes.count - mark.count).first { bytes[$0..<$0 + mark.count].elementsEqual(mark) }
        return start.map { String(decoding: bytes[($0 + mark.count)...], as: UTF8.self) }
    }

    /// The body with another model in it, and every other byte as it is.
    func body(_ body: [UInt8], withModel name: String) -> [UInt8] {
        guard let range = modelRange, name != model else { return body }
        var writer = JSONWriter(reservingCapacity: name.utf8.count + 2)
        writer.string(name)
        var result: [UInt8] = []
        result.reserveCapacity(body.count + writer.bytes.count)
        result += body[..<range.lowerBound]
        result += writer.bytes
        result += body[range.upperBound...]
        return result
    }
}
