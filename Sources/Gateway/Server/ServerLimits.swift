import HTTPTransport

extension HTTPServerConfiguration {
    /// The limits of the engine's server.
    static var gateway: HTTPServerConfiguration {
        var configuration = HTTPServerConfiguration()
        configuration.maximumConnections = 10_000
        configuration.idleTimeout = .seconds(120)
        configuration.headTimeout = .seconds(15)
        configuration.bodyTimeout = .seconds(60)
        configuration.writeTimeout = .seconds(300)
        // Shorter than the time after which whoever stops the engine kills it.
        configuration.drainGrace = .seconds(8)
        return configuration
    }
}
