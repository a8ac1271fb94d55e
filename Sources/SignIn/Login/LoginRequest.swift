/// How somebody wants to sign in.
package struct LoginRequest: Sendable {
    /// The ways to do it.
    package enum Method: Sendable {
        /// A browser is sent to the provider and comes back to a port of this machine.
        case browser
        /// A code is typed on any device.
        case deviceCode
    }

    package var method: Method
    /// Whether a browser may be opened here, where that makes sense.
    package var opensBrowser: Bool
    /// The port to listen on; nil: the one that is registered.
    package var callbackPort: UInt16?
    /// How long the person may take.
    package var limit = Duration.seconds(300)
    /// How long a person with a code may take; providers let codes live so long.
    package var deviceLimit = Duration.seconds(900)
    /// The shortest time between two questions whether a code has been typed.
    package var shortestPollInterval = Duration.seconds(1)

    package init(_ method: Method = .browser, opensBrowser: Bool = true, callbackPort: UInt16? = nil) {
        self.method = method
        self.opensBrowser = opensBrowser
        self.callbackPort = callbackPort
    }
}
