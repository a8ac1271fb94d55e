package import ProxyModel

/// How one kind of account is signed in and kept signed in.
package struct OAuthProvider: Sendable {
    /// How the token endpoint wants to be asked.
    enum BodyFormat: Sendable, Equatable {
        /// `application/x-www-form-urlencoded`, as RFC 6749 §4.1.3 has it.
        case form
        case json
    }

    /// The addresses of the device code flow.
    struct DeviceAddresses: Sendable, Equatable {
        /// Where a code is asked for.
        var userCode: String
        /// Where is asked whether it has been typed.
        var poll: String
        /// Where it is typed.
        var page: String
        /// What the exchange names as redirect URI.
        var redirect: String
    }

    /// Whose accounts.
    package let kind: ProviderKind
    var authorizeURL: String
    var tokenURL: String
    var device: DeviceAddresses?
    var clientID: String
    var clientSecret: String?
    var scope: String
    /// What the authorization request has besides the members of RFC 6749 and RFC 7636.
    var extraParameters: [(name: String, value: String)] = []
    var bodyFormat = BodyFormat.form
    /// Whether the exchange wants the state again.
    var sendsState = false
    /// What a refresh asks for; nil: the same as before.
    var refreshScope: String?
    /// The ports that the redirect URI may name, best first.
    ///
    /// Where the redirect address is registered with the provider there is no choice beyond these.
    package var callbackPorts: [UInt16]
    /// The path of the redirect URI.
    var callbackPath: String
    /// Whether the redirect URI may name any other port, too.
    var acceptsAnyPort: Bool

    /// What the redirect URI is when the browser is to call that port.
    func redirectURI(port: UInt16) -> String { "http://localhost:\(port)\(callbackPath)" }
}
