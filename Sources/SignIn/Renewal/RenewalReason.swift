package import ProxyModel

/// Why a token is to be renewed; where the file's token is another one by now, or good for long enough, that is enough.
package enum RenewalReason: Sendable, Equatable {
    /// The upstream has not accepted this access token.
    case rejected(accessToken: String)
    /// The access token's time is over at that time or before.
    case due(until: Timestamp)
    /// Somebody wants it now, in the place of this access token, also where an earlier attempt has failed.
    case wanted(insteadOf: String?)

    /// Whether an earlier refusal or failure is no reason not to try.
    var isInsisting: Bool {
        if case .wanted = self { true } else { false }
    }
}
