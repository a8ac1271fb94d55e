package import PlatformSupport

/// Why no engine was installed; then everything is as it was.
package enum EngineInstallError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The bytes are not those that were published.
    case wrongChecksum(file: String, expected: String, found: String)
    /// The archive cannot be unpacked.
    case damaged(file: String, reason: String)
    /// The archive has something in it that no release has, and that could do harm.
    case unsafe(file: String, entry: String, reason: String)
    /// The archive has no program in it.
    case noProgram(file: String, name: String)
    /// The program in it is none for this machine, or does not run.
    case unusable(file: String, reason: String)
    /// Nothing on this machine unpacks gzip.
    case noGzip
    /// CLIProxyAPI is not made for it.
    case noRelease(Machine)
    /// The version is not installed.
    case notInstalled(ReleaseVersion, known: [ReleaseVersion])
    /// The system refused.
    case system(SystemError)

    package var description: String {
        switch self {
        case .wrongChecksum(let file, let expected, let found):
            "\(file) is not what was published: its SHA-256 is \(found), not \(expected)"
        case .damaged(let file, let reason): "\(file) cannot be unpacked: \(reason)"
        case .unsafe(let file, let entry, let reason): "\(file) is refused: '\(entry)' in it \(reason)"
        case .noProgram(let file, let name): "\(file) has no \(name) in it"
        case .unusable(let file, let reason): "the program in \(file) cannot be used: \(reason)"
        case .noGzip: "there is no gzip in PATH, which unpacks releases"
        case .noRelease(let machine): "CLIProxyAPI has no release for \(machine)"
        case .notInstalled(let version, _): "version \(version) of cli-proxy-api is not installed"
        case .system(let error): error.description
        }
    }

    /// What to do about it.
    package var remedy: String? {
        switch self {
        case .wrongChecksum: "remove it and download it again; if it stays so, do not use it"
        case .damaged: "download it again"
        case .unsafe, .noProgram: "take the archive from \(CLIProxyAPIRelease.page)"
        case .unusable: "take the archive that is made for this machine"
        case .noGzip: "install gzip"
        case .noRelease: "build it, and put it where 'ccproxy doctor' looks; or use ccproxy-gateway"
        case .notInstalled(let version, let known) where known.isEmpty: "ccproxy engine install \(version)"
        case .notInstalled(_, let known): "installed: \(known.map(\.text).joined(separator: ", "))"
        case .system: nil
        }
    }
}
