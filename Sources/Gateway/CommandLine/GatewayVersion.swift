/// The engine's version, and the line that tells it.
package enum GatewayVersion {
    /// The version of ccproxy that the engine is part of (Semantic Versioning 2.0.0).
    package static let text = "0.1.0"

    /// The first line on stdout, whatever the flags say: whoever wants to know the version need not know a flag.
    static let line = "ccproxy-gateway Version: \(text)"
}
