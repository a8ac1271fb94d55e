#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Libraries that are found while a program runs, since building needs none.
package enum SharedLibrary {
    /// Whether the dynamic loader finds a library, and everything that it needs in turn.
    package static func isLoadable(_ name: String) -> Bool {
        guard let library = dlopen(name, RTLD_LAZY | RTLD_LOCAL) else { return false }
        dlclose(library)
        return true
    }
}
