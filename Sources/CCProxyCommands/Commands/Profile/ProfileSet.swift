import CommandParsing
import PlatformSupport
import ProxyModel

/// The profiles of one user, and whether they have been asked about them.
struct ProfileSet {
    let context: CommandContext
    let base: BaseDirectory
    let home: String

    init(_ context: CommandContext) throws(CommandFailure) {
        self.context = context
        base = try context.base
        guard let home = context.environment["HOME"], home.hasPrefix("/") else {
            throw CommandFailure("HOME is not set, so nobody knows where profiles are", remedy: "set HOME")
        }
        self.home = home
    }

    /// The profile of a shell.
    func profile(of shell: ProfileShell, at path: String? = nil) -> ProfileFile {
        let usual = shell.profile(home: home, environment: context.environment)
        return ProfileFile(shell: shell, path: path ?? usual, home: home)
    }

    /// The profiles that exist.
    var existing: [ProfileFile] {
        ProfileShell.allCases.map { profile(of: $0) }.filter { FileSystem.exists($0.path) }
    }

    /// The profile of the shell that the user logs in with; bash's where that is none of ours.
    var usual: ProfileFile {
        let shell = ProfileShell(named: Paths.name(of: context.environment["SHELL", default: ""]))
        return profile(of: shell ?? .bash)
    }

    /// Whether one of the profiles loads the functions.
    func isInstalled(in files: [ProfileFile]) -> Bool {
        files.contains { file in
            (try? file.read()).flatMap { $0 }?.loads(file.shell.functions(in: base)) ?? false
        }
    }

    // MARK: The offer

    /// There once the question was asked, whatever the answer was; the shell files look for it too.
    private var offer: String { Paths.join(base.runDirectory, "profile-offered") }

    /// Whether the question was asked before.
    var wasOffered: Bool { FileSystem.exists(offer) }

    /// Remembers that nobody needs to be asked any more.
    ///
    /// - Returns: whether that could be written down.
    @discardableResult
    func rememberOffer() -> Bool {
        do throws(SystemError) {
            try FileSystem.createDirectory(base.configs, mode: 0o755)
            try FileSystem.createDirectory(base.runDirectory, mode: 0o700)
            try FileSystem.write("asked\n", atomicallyTo: offer, mode: 0o600)
            return true
        } catch {
            return false
        }
    }

    /// Asks a question that is answered with yes or no; nobody there is no.
    func ask(_ question: String) -> Bool {
        context.output.flush()
        let answer = (try? Terminal.readLine(prompt: "\(question) (Y/N) ")).flatMap { $0 } ?? ""
        return answer.lowercased().first { $0 != " " } == "y"
    }
}
