import PlatformSupport

/// libcurl, which the built-in gateway loads for its calls to providers.
struct LibraryCheck {
    var name = SharedLibrary.curl

    func finding() -> Finding {
        if SharedLibrary.isLoadable(name) { return .ok("libcurl", name) }
        return .warning(
            "libcurl",
            "\(name) cannot be loaded; the built-in gateway needs it for its calls to providers",
            remedy: "apt-get install libcurl4, dnf install libcurl, or your system's package of that name"
        )
    }
}
