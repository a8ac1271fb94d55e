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
            try synchronizeNames(of: version)
        }
    }

    /// Waits until a version is found on the disk: what runs must not become a link to nothing.
    private func synchronizeNames(of version: ReleaseVersion) throws(SystemError) {
        try FileSystem.synchronizeDirectory(Paths.parent(of: path(of: version)))
        try FileSystem.synchronizeDirectory(versionsDirectory)
        try FileSystem.synchronizeDirectory(directory)
    }

    /// Makes a kept version the one that runs from the next start of an engine on.
    ///
    /// A program that somebody has put there is kept first, as the version that it says it is.
    ///
    /// - Parameters:
    ///   - version: which.
    ///   - displaced: the version of the program that is there, asked for only when it is none of those that are kept.
    /// - Returns: what was used before, as the version that it is kept as.
    /// - Throws: `EngineInstallError`; then what ran before still does.
    @discardableResult
    package func use(
        _ version: ReleaseVersion,
        displaced: () -> ReleaseVersion?
    ) throws(EngineInstallError) -> ReleaseVersion? {
        guard versions.contains(version) else { throw .notInstalled(version, known: versions) }
        let former = try keepForeign(displaced) ?? currentVersion
        try attempt { () throws(SystemError) in
            try FileSystem.writeLink(to: link(to: version), atomicallyAt: current)
            try FileSystem.synchronizeDirectory(directory)
        }
        return former
    }

    /// Keeps a program that somebody has put there, which nobody could fetch again.
    ///
    /// - Returns: as which version; nil where there is none.
    private func keepForeign(_ displaced: () -> ReleaseVersion?) throws(EngineInstallError) -> ReleaseVersion? {
        guard let found = try? FileSystem.info(current, followSymlinks: false), found.kind == .regular else {
            return nil
        }
        let said = displaced()?.text ?? Self.unknownVersion
        // What is kept under a name stays: nobody knows which of the two is the real one.
        for number in 0... {
            let suffix = number == 0 ? "" : number == 1 ? Self.beforeMark : "\(Self.beforeMark)-\(number)"
            guard let place = ReleaseVersion(said + suffix) ?? ReleaseVersion(Self.unknownVersion + suffix) else {
                continue
            }
            if let known = try? FileSystem.info(path(of: place), followSymlinks: false) {
                // An earlier attempt that was interrupted.
                if known.isSameFile(as: found) { return place }
                continue
            }
            try attempt { () throws(SystemError) in
                try FileSystem.createDirectory(Paths.parent(of: path(of: place)), mode: 0o755)
                try FileSystem.write("", atomicallyTo: handMark(of: place), mode: 0o644, durable: true)
                try FileSystem.addName(path(of: place), to: current)
                try synchronizeNames(of: place)
            }
            return place
        }
        return nil
    }

    private static let unknownVersion = "0-unknown"
    private static let beforeMark = "-before"

    /// Lies beside a program that was put there by hand: nobody can get that one again.
    private func handMark(of version: ReleaseVersion) -> String {
        Paths.join(Paths.parent(of: path(of: version)), ".by-hand")
    }

    /// Removes versions that nobody will go back to; for whoever holds the lock.
    ///
    /// What was put there by hand, and so is kept under a name of ours, stays.
    ///
    /// - Parameters:
    ///   - count: how many stay: the one that is used, the one that it has displaced, then the newest.
    ///   - displaced: the one that was used before.
    ///   - paths: programs that stay whatever they are, as settings name them.
    /// - Returns: those that are gone, the oldest first.
    package func prune(
        keeping count: Int,
        displaced: ReleaseVersion?,
        sparing paths: Set<String>
    ) -> [ReleaseVersion] {
        guard let used = currentVersion else { return [] }
        let versions = versions
        let preferred = [used, displaced].compactMap(\.self)
        let order = preferred + versions.reversed().filter { !preferred.contains($0) }
        var seen: [ReleaseVersion] = []
        for version in order where !seen.contains(version) { seen.append(version) }
        let kept = Set(seen.prefix(count))
        let spared = Set(paths.map { (try? FileSystem.realPath($0)) ?? $0 })
        return versions.filter { version in
            let program = path(of: version)
            guard !kept.contains(version), !version.text.hasPrefix(Self.unknownVersion),
                !version.text.contains(Self.beforeMark), !FileSystem.exists(handMark(of: version)),
                !paths.contains(program),
                let real = try? FileSystem.realPath(program), !spared.contains(real)
            else { return false }
            do throws(SystemError) {
                try FileSystem.remove(program)
            } catch {
                return false
            }
            // With anything else in it, it is somebody's.
            try? FileSystem.remove(Paths.parent(of: program))
            return true
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
