import PlatformSupport
import ProxyModel

/// Reads an API key: from the terminal without showing it, else from standard input.
struct APIKeyInput {
    let kind: ProviderKind

    /// No key is longer.
    private static let limit = 4096

    /// The key.
    ///
    /// - Throws: `CommandFailure` when there is none, or what there is cannot be one; it does not quote it.
    func read(prompt: String) throws(CommandFailure) -> String {
        let text: String
        do throws(SystemError) {
            if Terminal.isTerminal(0) {
                text = try Terminal.readLineWithoutEcho(prompt: prompt) ?? ""
            } else {
                text = String(decoding: try Descriptor.readToEnd(0, limit: Self.limit), as: UTF8.self)
            }
        } catch {
            throw CommandFailure("the key cannot be read: \(error)")
        }
        return try check(text)
    }

    /// The key in what was typed, or in a file, without the white space around it.
    func check(_ text: String) throws(CommandFailure) -> String {
        var key = Substring(text)
        while key.first?.isWhitespace == true { key.removeFirst() }
        while key.last?.isWhitespace == true { key.removeLast() }
        guard !key.isEmpty else { throw CommandFailure("no key was given", remedy: "nothing was changed") }
        guard key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), key.utf8.count <= Self.limit else {
            throw CommandFailure(
                "that is no API key: a key is one word of plain characters",
                remedy: "nothing was changed"
            )
        }
        // Subscription tokens of Claude Code look like keys, and are refused where keys are taken.
        guard kind != .claude || !key.hasPrefix("sk-ant-oat") else {
            throw CommandFailure(
                "that is the token of an account, not an API key",
                remedy: "ccproxy auth import claude  takes the account of Claude Code"
            )
        }
        return String(key)
    }

    /// The key as it can be shown: its end, by which its owner knows it.
    static func masked(_ key: String) -> String { key.utf8.count < 16 ? "****" : "…" + key.suffix(4) }
}
