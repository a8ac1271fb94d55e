extension FuzzTarget {
    /// Everything that is tried.
    static let all: [FuzzTarget] = [
        httpRequest, httpResponse, chunkedBody, eventStream, json, jsonMembers, yamlReader, yamlEditor,
        messagesRequest, responsesStream, upstreamFailure,
    ]
}
