internal import PlatformSupport

/// How the releases of CLIProxyAPI name machines.
enum CLIProxyAPIRelease {
    /// Where they are.
    static let page = "https://github.com/router-for-me/CLIProxyAPI/releases"

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
