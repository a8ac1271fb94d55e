package import PlatformSupport

/// How the releases of CLIProxyAPI name machines.
package enum CLIProxyAPIRelease {
    /// Where they are.
    package static let page = "https://github.com/router-for-me/CLIProxyAPI/releases"

    /// The directories under `CLIProxyAPI/` that a program for a machine may lie in, the preferred one first.
    ///
    /// Both spellings of a processor are in use: the releases' own, which has changed, and the one of uname(1).
    static func directoryNames(for machine: Machine) -> [String] {
        guard let system = systemName(machine), let processors = processorNames(machine) else { return [] }
        return processors.map { "\(system)/\($0)" }
    }

    /// The assets to choose from, for people; empty when there is none for that machine.
    static func assets(for machine: Machine) -> [String] {
        guard let system = systemName(machine) else { return [] }
        let name = "CLIProxyAPI_<version>_\(system)"
        switch machine.processor {
        case .amd64: return ["\(name)_amd64.tar.gz"]
        case .arm64: return ["\(name)_aarch64.tar.gz (up to v7.1.49: \(name)_arm64.tar.gz)"]
        case .other: return []
        }
    }

    /// The names that the asset of one version may have, the preferred one first; empty when there is none.
    ///
    /// Up to v7.1.49 the ARM64 ones are named `arm64`, since v7.1.50 `aarch64`; the checksums of the release tell which.
    ///
    /// - Parameters:
    ///   - version: the release.
    ///   - machine: what the program has to run on.
    ///   - prefersStatic: whether the build without a C library comes first, which Linux releases have since v7.1.50.
    /// - Returns: names to look for among the checksums of the release.
    package static func assetNames(
        of version: ReleaseVersion,
        for machine: Machine,
        prefersStatic: Bool = false
    ) -> [String] {
        guard let system = systemName(machine) else { return [] }
        let processors: [String]
        switch machine.processor {
        case .amd64: processors = ["amd64"]
        case .arm64: processors = ["aarch64", "arm64"]
        case .other: return []
        }
        let names = processors.map { "CLIProxyAPI_\(version)_\(system)_\($0)" }
        let statics = prefersStatic && machine.system == .linux ? names.map { "\($0)_no-plugin.tar.gz" } : []
        return statics + names.map { "\($0).tar.gz" }
    }

    private static func systemName(_ machine: Machine) -> String? {
        switch machine.system {
        case .linux: "linux"
        case .darwin: "darwin"
        case .other: nil
        }
    }

    private static func processorNames(_ machine: Machine) -> [String]? {
        switch machine.processor {
        case .amd64: ["amd64", "x86_64"]
        case .arm64: ["arm64", "aarch64"]
        case .other: nil
        }
    }
}
