/// Why libcurl cannot be used.
package enum CurlLibraryError: Error, Sendable, Hashable {
    /// None of its names could be opened; `reason` is what the system said about the first.
    case notInstalled(reason: String)
    /// It is older than the oldest that has what we need.
    case tooOld(version: String)
    /// It was found, but does not work.
    case unusable(name: String, reason: String)
}

extension CurlLibraryError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notInstalled(let reason): "libcurl is not installed (\(reason)); \(Self.remedy)"
        case .tooOld(let version):
            "libcurl \(version) is too old, \(CurlLibrary.oldestVersion) or later is needed; \(Self.remedy)"
        case .unusable(let name, let reason): "\(name) cannot be used (\(reason)); \(Self.remedy)"
        }
    }

    /// What to do about it, for each family of systems.
    private static let remedy = """
        install it: `apt install libcurl4` (Debian, Ubuntu; `libcurl4t64` since Ubuntu 24.04), \
        `dnf install libcurl` (Fedora, RHEL), `zypper install libcurl4` (SUSE), `pacman -S curl` (Arch), \
        `apk add libcurl` (Alpine); macOS has it in /usr/lib
        """
}
