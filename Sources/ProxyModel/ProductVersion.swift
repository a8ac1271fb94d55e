/// The version of both programs.
package enum ProductVersion {
    /// As `--version`, `status --json` and the gateway's metrics say it (Semantic Versioning 2.0.0).
    package static let text = "0.1.0"
}
