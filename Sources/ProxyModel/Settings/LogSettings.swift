/// How much of an engine's output is kept.
package struct LogSettings: Hashable, Sendable {
    /// Bytes after which a new file is begun.
    package var maximumSize = 10_000_000
    /// Old files that are kept beside the current one.
    package var keep = 5

    package init() {}
}
