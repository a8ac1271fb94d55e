#if os(Linux)

extension SharedLibrary {
    /// The name by which libcurl is loaded.
    package static let curl = "libcurl.so.4"
}

#endif
