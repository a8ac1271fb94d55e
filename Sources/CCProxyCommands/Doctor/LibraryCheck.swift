import PlatformSupport

/// libcurl, which the built-in gateway loads for its calls to providers.
struct LibraryCheck {
    var name = SharedLibrary.curl

    func finding() -> Finding {
        let check = Check("libcurl")
        if SharedLibrary.isLoadable(name) { return check.ok(name) }
        return check.warning(
            "\(name) cannot be loaded; the built-in gateway needs it for its calls to providers",
            remedy: "install it: apt-get install libcurl4, dnf install libcurl, or what your system calls it"
        )
    }
}
