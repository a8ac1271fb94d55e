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
    /// The Claude session of `metadata.user_id`.
    var session: String?

    /// Looks into a body.
    init(_ body: [UInt8]) {
        var scanner = JSONMemberScanner(["model", "stream", "metadata"])
        body.withUnsafeBufferPointer { scanner.feed($0) }
        if let member = scanner[0], let name = (try? JSONReader.read(member.bytes))?.string {
            model = name
            modelRange = member.range
        }
        isStream = scanner[1]?.bytes.elementsEqual("true".utf8) ?? false
        if let metadata = scanner[2].flatMap({ try? JSONReader.read($0.bytes) }) {
            session = metadata["user_id"]?.string.flatMap(Self.session)
        }
    }

    /// The session in the user ID that Claude Code sends.
    ///
    /// JSON with a `session_id`; older versions wrote `user_…_account_…_session_…`.
    private static func session(of userID: String) -> String? {
        if userID.hasPrefix("{") {
            return (try? JSONReader.read(Array(userID.utf8)))?["session_id"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let mark = userID.firstRange(of: "_session_") else { return nil }
        let session = userID[mark.upperBound...]
        return session.isEmpty ? nil : String(session)
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
