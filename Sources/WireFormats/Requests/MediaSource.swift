package import JSON

/// Where a picture or a document is.
package indirect enum MediaSource: Equatable, Sendable {
    /// In the request itself.
    case base64(mediaType: String, data: String)
    /// At an address that the provider fetches.
    case url(String)
    /// Text in the request itself.
    case text(mediaType: String, String)
    /// Pieces of content, for a document that is put together from such.
    case parts([ContentPart])
    /// In a way that the model does not know, in the request's own format; a provider's own file store is one.
    case unknown(JSONValue)
}
