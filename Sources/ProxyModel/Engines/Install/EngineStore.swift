package import PlatformSupport

/// The versions of cli-proxy-api under a base directory, and which of them is used.
///
/// `CLIProxyAPI/<os>/<arch>/cli-proxy-api` is what runs: a program that somebody has put there, or a link to
/// `versions/<version>/cli-proxy-api` beside it. Choosing another one is a new link, made at once.
package struct EngineStore: Sendable {
    /// Where the program for this machine lies.
    package let directory: String

    private static let program = EngineKind.cliProxyAPI.rawValue

    /// - Parameters:
    ///   - base: the base directory.
    ///   - machine: what the programs have to run on.
    /// - Throws: `EngineInstallError.noRelease` for a machine that CLIProxyAPI is not made for.
    package init(base: BaseDirectory, machine: Machine = .current) throws(EngineInstallError) {
        guard let name = CLIProxyAPIRelease.directoryNames(for: machine).first else { throw .noRelease(machine) }
        directory = Paths.join(base.engineBinaries, name)
    }

    /// What runs.
    package var current: String { Paths.join(directory, Self.program) }

    private var versionsDirectory: String { Paths.join(directory, "versions") }

    /// The program of a version that is kept.
    package func path(of version: ReleaseVersion) -> String {
        Paths.join(Paths.join(versionsDirectory, version.text), Self.program)
    }

    /// The versions that are kept, the oldest first.
    package var versions: [ReleaseVersion] {
        let names = (try? FileSystem.list(versionsDirectory)) ?? []
        return names.compactMap { ReleaseVersion($0) }.filter { FileSystem.exists(path(of: $0)) }.sorted()
    }

    /// The version that is used, as far as it is one of those that are kept; nil for a program that was put there.
    package var currentVersion: ReleaseVersion? {
        guard let target = try? FileSystem.readLink(current) else { return nil }
        return versions.first { target == link(to: $0) || target == path(of: $0) }
    }

    /// A name for a file that is being made, in the file system that it will stay in.
    package func temporaryFile() throws(EngineInstallError) -> String {
        try attempt { () throws(SystemError) in try FileSystem.createDirectory(versionsDirectory, mode: 0o755) }
        return Paths.join(
            versionsDirectory,
            "\(Self.temporaryPrefix)\(String(UInt64.random(in: .min ... .max), radix: 36))"
        )
    }

    private static let temporaryPrefix = ".new-"

    /// Removes what an installation that was interrupted has left; for whoever holds the lock.
    package func removeLeftovers() {
        for name in (try? FileSystem.list(versionsDirectory)) ?? [] where name.hasPrefix(Self.temporaryPrefix) {
            try? FileSystem.remove(Paths.join(versionsDirectory, name))
        }
    }

    /// Keeps a program as a version, in place of what was kept as that version.
    package func keep(_ file: String, as version: ReleaseVersion) throws(EngineInstallError) {
        let place = path(of: version)
        try attempt { () throws(SystemError) in
            try FileSystem.createDirectory(Paths.parent(of: place), mode: 0o755)
            try FileSystem.rename(file, to: place)
        }
    }

    /// Makes a kept version the one that runs from the next start of an engine on.
    ///
    /// A program that somebody has put there is kept first, as the version that it says it is.
    ///
    /// - Parameters:
    ///   - version: which.
    ///   - displaced: the version of the program that is there, asked for only when it is none of those that are kept.
    /// - Throws: `EngineInstallError`; then what ran before still does.
    package func use(
        _ version: ReleaseVersion,
        displaced: () -> ReleaseVersion?
    ) throws(EngineInstallError) {
        guard versions.contains(version) else { throw .notInstalled(version, known: versions) }
        try keepForeign(displaced)
        try attempt { () throws(SystemError) in
            try FileSystem.writeLink(to: link(to: version), atomicallyAt: current)
        }
    }

    private func keepForeign(_ displaced: () -> ReleaseVersion?) throws(EngineInstallError) {
        let isFile = (try? FileSystem.info(current, followSymlinks: false))??.kind == .regular
        guard isFile else { return }
        var place = displaced() ?? ReleaseVersion("0-unknown")
        // What is kept as that version stays: nobody knows which of the two is the real one.
        if let known = place, versions.contains(known) { place = ReleaseVersion("\(known)-before") }
        guard let place else { return }
        try attempt { () throws(SystemError) in
            try FileSystem.createDirectory(Paths.parent(of: path(of: place)), mode: 0o755)
            try FileSystem.remove(path(of: place))
            try FileSystem.addName(path(of: place), to: current)
        }
    }

    /// Relative, so that the base directory can be moved.
    private func link(to version: ReleaseVersion) -> String { "versions/\(version)/\(Self.program)" }

    private func attempt(_ body: () throws(SystemError) -> Void) throws(EngineInstallError) {
        do throws(SystemError) {
            try body()
        } catch {
            throw .system(error)
        }
    }
}
