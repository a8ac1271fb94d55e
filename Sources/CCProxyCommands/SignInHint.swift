import PlatformSupport
import ProxyModel

/// The command with which an engine signs an account in.
struct SignInHint {
    let provider: ProviderSettings
    let context: CommandContext

    /// The whole command line; nil where there is no engine to sign in with.
    var text: String? {
        guard let base = try? context.base else { return nil }
        let locator = EngineLocator(base: base, executable: context.executable)
        guard let engine = try? locator.locate(provider.engine) else { return nil }
        let words = [engine.path, "-config", base.provider(provider.id).configuration, provider.kind.signInFlag]
        return words.map(ShellWords.quoted).joined(separator: " ")
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
