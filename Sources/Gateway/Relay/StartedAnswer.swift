import HTTPTransport

/// An answer that is the client's, whatever comes now.
enum StartedAnswer {
    /// The upstream's own, to be passed on byte by byte.
    case relayed(UpstreamResponse)
    /// The upstream's, translated while it comes.
    case translated(TranslatedAnswer)
    /// One that is there as a whole.
    case whole(KeptAnswer)
    /// The request is nothing that could be sent.
    case refused(GatewayError)
}
