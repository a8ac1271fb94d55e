import PlatformSupport
import ProxyModel

/// Which logs a command line means, and where they are.
struct LogPlaces {
    let context: CommandContext

    /// A log's name and path.
    struct Place: Equatable {
        let name: String
        let path: String
    }

    /// The logs that words mean.
    ///
    /// - Parameters:
    ///   - words: the providers that were named; all with none.
    ///   - isDaemon: whether the daemon's log is meant instead.
    ///   - isFollowing: whether a log that does not exist yet may come.
    /// - Returns: The logs, with or without a file.
    /// - Throws: `CommandFailure` when a provider does not exist, or there is nothing to show.
    func places(
        _ words: [String],
        isDaemon: Bool,
        isFollowing: Bool
    ) throws(CommandFailure) -> [Place] {
        let base = try context.base
        let asked = try ProviderWords(words, in: context)
        if isDaemon {
            guard words.isEmpty else {
                throw CommandFailure(
                    "--daemon is about no provider",
                    remedy: "'ccproxy logs \(words.joined(separator: " "))' shows the proxies'",
                    exitCode: .wrongUsage
                )
            }
            return try existing([Place(name: "daemon", path: base.daemonLog)], isFollowing: isFollowing)
        }
        let known = try providers()
        for name in asked.names where !known.contains(name) { throw .unknown("provider", name, among: known) }
        let names = asked.isAll ? known : asked.names
        return try existing(
            names.map { Place(name: $0, path: Paths.join(base.configs, "\($0)/logs/engine.log")) },
            isFollowing: isFollowing,
            areNamed: !asked.isAll
        )
    }

    /// The providers of the settings; with settings that cannot be read, those that have a directory.
    ///
    /// Whoever cannot start anything any more needs the logs most of all.
    private func providers() throws(CommandFailure) -> [String] {
        if let settings = try? context.settings() { return settings.providers.map(\.id.name) }
        let names = (try? FileSystem.list(try context.base.configs)) ?? []
        return names.filter { ProviderID($0) != nil }
    }

    private func existing(
        _ places: [Place],
        isFollowing: Bool,
        areNamed: Bool = true
    ) throws(CommandFailure) -> [Place] {
        let found = places.filter { FileSystem.exists($0.path) }
        if areNamed {
            for place in places where !found.contains(place) {
                context.output.note("\(place.name) has no log yet" + (isFollowing ? "; waiting for it." : "."))
            }
        } else if found.isEmpty {
            context.output.note("There are no logs yet" + (isFollowing ? "; waiting for them." : "."))
        }
        return isFollowing ? places : found
    }
}
