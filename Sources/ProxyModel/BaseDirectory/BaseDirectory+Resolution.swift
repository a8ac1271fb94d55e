internal import PlatformSupport

extension BaseDirectory {
    /// What decided where the base directory is.
    package enum Origin: Equatable, Sendable, CustomStringConvertible {
        /// `--home`.
        case option
        /// `$CCPROXY_HOME`.
        case environment
        /// The checkout or installation that the running program lies in.
        case executable
        /// `~/.ccproxy`, since nothing else applied.
        case userHome

        package var description: String {
            switch self {
            case .option: "--home"
            case .environment: "$CCPROXY_HOME"
            case .executable: "the directory that the program is installed in"
            case .userHome: "~/.ccproxy"
            }
        }
    }

    /// The variable that names the base directory.
    package static let environmentVariable = "CCPROXY_HOME"

    /// Finds the base directory: `--home`, else `$CCPROXY_HOME`, else the nearest directory above the running program
    /// that has `configs/` and `shell/` in it, else `~/.ccproxy`.
    ///
    /// It need not exist yet. An empty `$CCPROXY_HOME` counts as unset.
    ///
    /// - Parameters:
    ///   - option: The value of `--home`; relative ones start from the current directory.
    ///   - environment: The process's environment.
    ///   - executable: The running program's file without links, `nil` when the system cannot tell.
    /// - Returns: The directory, and what decided.
    /// - Throws: `BaseDirectoryError` when an empty path is given, or nothing applies because there is no `HOME`.
    package static func resolve(
        option: String?,
        environment: [String: String],
        executable: String?
    ) throws(BaseDirectoryError) -> (base: BaseDirectory, origin: Origin) {
        if let option {
            guard !option.isEmpty else { throw .emptyOption }
            return (try canonical(option), .option)
        }
        if let variable = environment[environmentVariable], !variable.isEmpty {
            return (try canonical(variable), .environment)
        }
        if let executable, let found = installation(above: executable) {
            return (BaseDirectory(path: found), .executable)
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else { throw .noHome }
        return (try canonical(Paths.join(home, ".ccproxy")), .userHome)
    }

    /// One spelling for one directory: absolute, links resolved as far as the directories exist.
    private static func canonical(_ path: String) throws(BaseDirectoryError) -> BaseDirectory {
        do throws(SystemError) {
            var existing = try FileSystem.absolutePath(path)
            var missing: [String] = []
            while existing != "/" {
                if let real = try? FileSystem.realPath(existing) {
                    existing = real
                    break
                }
                missing.insert(Paths.name(of: existing), at: 0)
                existing = Paths.parent(of: existing)
            }
            // What does not exist cannot be followed: `..` in it has nothing to go up from but the text.
            let whole = missing.reduce(into: existing.split(separator: "/").map(String.init)) { parts, name in
                if name == ".." { _ = parts.popLast() } else { parts.append(name) }
            }
            return BaseDirectory(path: "/" + whole.joined(separator: "/"))
        } catch {
            throw .unresolvable(path: path, cause: error)
        }
    }

    private static func installation(above executable: String) -> String? {
        var directory = Paths.parent(of: executable)
        while directory.hasPrefix("/") {
            if isDirectory(Paths.join(directory, "configs")), isDirectory(Paths.join(directory, "shell")) {
                return directory
            }
            guard directory != "/" else { return nil }
            directory = Paths.parent(of: directory)
        }
        return nil
    }

    private static func isDirectory(_ path: String) -> Bool {
        (try? FileSystem.info(path))??.kind == .directory
    }
}
