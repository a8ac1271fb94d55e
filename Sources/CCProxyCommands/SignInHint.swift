import PlatformSupport
import ProxyModel

/// What to do so that a provider's engine has an account.
struct SignInHint {
    let provider: ProviderSettings
    let context: CommandContext

    /// In one line; nil where there is no engine that could have one.
    var text: String? {
        guard let base = try? context.base else { return nil }
        let locator = EngineLocator(base: base, executable: context.executable)
        guard let engine = try? locator.locate(provider.engine) else { return nil }
        let directory = base.provider(provider.id)
        guard engine.kind == .gateway else {
            let words = [engine.path, "-config", directory.configuration, provider.kind.signInFlag]
            return words.map(ShellWords.quoted).joined(separator: " ")
        }
        guard provider.kind == .claude else {
            return "\(engine.name) serves Claude accounts only; for \(provider.kind.title) use cli-proxy-api, as "
                + "\(Paths.join(base.engineBinaries, "README.md")) says"
        }
        return "put an API key under claude-api-key in \(directory.configuration), or a Claude token file into "
            + directory.path
    }
}

/// Words as a POSIX shell reads them.
enum ShellWords {
    /// The word, in quotes where it needs them.
    static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: "-_./:=@%+,".utf8.contains(byte)
            }
        }
        return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
