/// The version of ccproxy.
package enum ProductVersion {
    /// As `--version` and `status --json` say it (Semantic Versioning 2.0.0).
    package static let text = "0.1.0"
}
