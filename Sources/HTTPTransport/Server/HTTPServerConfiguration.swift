package import HTTPWire

/// The limits of a server.
package struct HTTPServerConfiguration: Sendable {
    /// How large a request's head may be.
    package var limits = HTTPLimits()
    /// Connections at the same time; more wait in the kernel until one ends.
    package var maximumConnections = 10_000
    /// How long a connection may be kept without a request.
    package var idleTimeout = Duration.seconds(75)
    /// How long the head of a request may take, from its first byte.
    package var headTimeout = Duration.seconds(15)
    /// How long a client may send nothing while the handler waits for the body.
    package var bodyTimeout = Duration.seconds(60)
    /// How long a client may take nothing of a response before it counts as gone.
    package var writeTimeout = Duration.seconds(300)
    /// How long `drain` lets exchanges that are under way go on.
    package var drainGrace = Duration.seconds(5)

    /// Told about every error that a handler has thrown while its client was still there.
    ///
    /// The client has been answered with what the error says, or with 500; here is where it can be logged.
    package var handlerFailed: @Sendable (any Error, HTTPRequestHead) -> Void = { _, _ in }

    package init() {}
}
