#if canImport(Darwin)

extension SharedLibrary {
    /// The name by which libcurl is loaded; it is a part of the system, and no file (dyld's shared cache).
    package static let curl = "/usr/lib/libcurl.4.dylib"
}

#endif
