import PlatformSupport

/// Says on standard error what is being done.
enum Progress {
    static func say(_ text: String) {
        try? Descriptor.writeAll(2, text + "\n")
    }
}
