import WireFormats

/// A client's request in no provider's words: read once, written for each account that is tried.
///
/// Belongs to one request and its task.
final class RequestTranslation {
    private let body: [UInt8]
    private let session: String?
    private var keepsReasoning = true
    private var decoded: Result<GenerationRequest, WireFormatError>?

    init(_ body: [UInt8], session: String?) {
        self.body = body
        self.session = session
    }

    /// The request.
    ///
    /// - Throws: what is wrong with it, in words for the client.
    func request() throws(WireFormatError) -> GenerationRequest {
        if let decoded { return try decoded.get() }
        let result: Result<GenerationRequest, WireFormatError>
        do throws(WireFormatError) {
            var request = try MessagesRequestDecoder.decode(body)
            request.sessionID = session ?? request.sessionID
            result = .success(request)
        } catch {
            result = .failure(error)
        }
        decoded = result
        return try result.get()
    }

    /// The request as an account's upstream wants it.
    ///
    /// Always a stream: one way of reading serves both kinds of clients.
    ///
    /// - Throws: what is wrong with it, in words for the client.
    func encoded(for account: UpstreamAccount, _ model: UpstreamModel) throws(WireFormatError) -> EncodedRequest {
        var request = try request()
        request.isStreaming = true
        let encoder = ResponsesRequestEncoder(dialect: account.service.dialect, keepsReasoning: keepsReasoning)
        return try encoder.encode(request, for: model.backendModel)
    }

    /// Whether the client wants a stream.
    var isStreaming: Bool { (try? request())?.isStreaming ?? false }

    /// Leaves out from now on what only the account can read that has made it; false when that was done before.
    func dropReasoning() -> Bool {
        defer { keepsReasoning = false }
        return keepsReasoning
    }
}
