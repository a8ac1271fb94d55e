internal import PlatformSupport

/// The directory that everything of one installation lies in, and the path of every file in it.
///
/// Two processes are about the same engines exactly when their base directories have the same path.
package struct BaseDirectory: Hashable, Sendable {
    /// Absolute, without a slash at the end, and without symbolic links as far as it exists.
    package let path: String

    /// Takes a path that is absolute and free of links already; `resolve` finds one.
    package init(path: String) {
        self.path = path
    }

    /// Where engines' configurations, credentials and our own settings lie.
    package var configs: String { Paths.join(path, "configs") }

    /// The engines' template, copied for each provider on first use.
    package var engineTemplate: String { Paths.join(configs, "config.yaml") }

    /// Our settings.
    package var settings: String { Paths.join(configs, "ccproxy.yaml") }

    /// Settings in the form of environment variables.
    package var dotEnvironment: String { Paths.join(path, ".env") }

    /// Where release binaries of cli-proxy-api are put, in a directory for each system and processor.
    package var engineBinaries: String { Paths.join(path, "CLIProxyAPI") }

    /// The shell wrappers.
    package var shell: String { Paths.join(path, "shell") }

    /// What exists only for running processes: 0700.
    package var runDirectory: String { Paths.join(configs, ".run") }

    /// Held by the daemon as long as it lives.
    package var daemonLock: String { Paths.join(runDirectory, "daemon.lock") }

    /// Held by whoever is just starting a daemon.
    package var launchLock: String { Paths.join(runDirectory, "launch.lock") }

    /// The daemon's PID.
    package var daemonPID: String { Paths.join(runDirectory, "daemon.pid") }

    /// What the daemon has to say.
    package var daemonLog: String { Paths.join(runDirectory, "daemon.log") }

    /// Held by whoever is just changing the settings.
    package var settingsLock: String { Paths.join(runDirectory, "settings.lock") }

    /// The generated keys.
    package var keys: String { Paths.join(runDirectory, "keys") }

    /// The key of the dashboard.
    package var dashboardKey: String { Paths.join(runDirectory, "dashboard.key") }

    /// The files of one provider.
    package func provider(_ id: ProviderID) -> ProviderDirectory {
        ProviderDirectory(path: Paths.join(configs, id.name))
    }
}
