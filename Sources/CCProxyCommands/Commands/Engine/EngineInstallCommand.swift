import CommandParsing
import ProxyModel

/// `engine install`: a release of cli-proxy-api, verified.
enum EngineInstallCommand: Command {
    static let spec = CommandSpec("install", summary: "Install a release of cli-proxy-api.") { spec in
        spec.synonyms = ["update", "upgrade", "download"]
        spec.discussion = """
            Downloads the release for this machine from GitHub (the setting engine.releases names another place), \
            compares it with the checksums of the release, unpacks the program alone, tries it, and only then puts it \
            in place. The version that was used before is kept: 'ccproxy engine use' goes back to it. Older ones are \
            removed, but for what was put there by hand and what a provider's setting names. Proxies that run go on as \
            they are until they are restarted.

            Without a way to the internet, bring the archive here, and its checksums.txt beside it, and use --from.
            """
        spec.positionals = [
            PositionalSpec("version", .text, .optional, summary: "Which; the latest without one.")
        ]
        spec.options = [
            OptionSpec("from", value: .init("FILE", .file), summary: "Take this archive and download nothing."),
            OptionSpec("sha256", value: .init("HEX", .text), summary: "The archive's checksum, where no file has it."),
        ]
        spec.sharedOptions = ["json"]
        spec.examples = [
            .init("ccproxy engine install", "The latest release."),
            .init("ccproxy engine install 7.2.140", "This one."),
            .init("ccproxy engine install --from CLIProxyAPI_7.2.140_linux_amd64.tar.gz", "From a file."),
        ]
        spec.exitStatuses = [.init("1", "nothing was installed, and nothing has changed")]
        spec.seeAlso = ["engine list", "engine use"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let version = try version(parsed)
        let installation = try EngineInstallation(context)
        let installed: EngineInstallation.Installed
        if let file = parsed.value(of: "from") {
            installed = try installation.take(file, sha256: try digest(parsed), as: version)
        } else {
            guard !parsed.has("sha256") else {
                throw CommandFailure("--sha256 goes with --from", exitCode: .wrongUsage)
            }
            installed = try installation.download(version)
        }
        if context.isJSON {
            context.output.printJSON(EngineList.encode(installed))
        } else {
            context.output.print("cli-proxy-api \(installed.version) is installed: \(installed.path)")
        }
        context.output.note("Proxies that run take it up when they are restarted: ccproxy restart all")
        return .done
    }

    private static func version(_ parsed: ParsedCommand) throws(CommandFailure) -> ReleaseVersion? {
        guard let word = parsed.argument("version") else { return nil }
        return try ReleaseVersion(typedOrFailing: word)
    }

    private static func digest(_ parsed: ParsedCommand) throws(CommandFailure) -> String? {
        guard let text = parsed.value(of: "sha256") else { return nil }
        if let digest = ReleaseChecksums.digest(text) { return digest }
        throw CommandFailure("'\(text)' is no SHA-256, which has 64 hexadecimal digits", exitCode: .wrongUsage)
    }
}

extension ReleaseVersion {
    /// The version that somebody has typed.
    init(typedOrFailing word: String) throws(CommandFailure) {
        guard let version = ReleaseVersion(word) else {
            throw CommandFailure(
                "'\(word)' is no version",
                remedy: "versions look like 7.2.140; 'ccproxy engine list' shows those that are installed",
                exitCode: .wrongUsage
            )
        }
        self = version
    }
}
