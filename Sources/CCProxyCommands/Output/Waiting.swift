import PlatformSupport

/// Says on a terminal what is being waited for, once that takes longer than a moment, and takes it back at the end.
final class Waiting {
    private let text: String
    private let output: Output
    private let frames: [String]
    private var isShown = false

    /// For so long a wait is none.
    static let moment = Duration.milliseconds(300)

    private init(_ text: String, _ output: Output, environment: [String: String]) {
        self.text = text
        self.output = output
        frames = Self.frames(environment)
    }

    /// Does something that may take long, and is told about as often as `body` calls what it is given.
    static func during<Result, Failure: Error>(
        _ text: String,
        _ context: CommandContext,
        _ body: (@escaping (Duration) -> Void) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let waiting = Waiting(text, context.output, environment: context.environment)
        defer { waiting.end() }
        return try body { waiting.show(after: $0) }
    }

    private func show(after elapsed: Duration) {
        guard output.standardError.isTerminal, !output.isQuiet else { return }
        guard let line = Self.line(text, after: elapsed, frames, width: output.standardError.width) else { return }
        isShown = true
        output.showError("\r\(line)\u{1B}[K")
    }

    private func end() {
        if isShown { output.showError("\r\u{1B}[K") }
        isShown = false
    }

    /// `⠙ starting codex  3 s`, no wider than the terminal; nil as long as there is nothing to say.
    static func line(_ text: String, after elapsed: Duration, _ frames: [String], width: Int) -> String? {
        guard elapsed >= moment, !frames.isEmpty else { return nil }
        let frame = frames[Int(elapsed / .milliseconds(100)) % frames.count]
        let seconds = elapsed.components.seconds
        return DisplayWidth.cut("\(frame) \(text)" + (seconds > 0 ? "  \(seconds) s" : ""), to: width - 1)
    }

    /// Braille where the terminal can show it, else ASCII.
    static func frames(_ environment: [String: String]) -> [String] {
        // The first of these that is set decides (setlocale(3)).
        let names = ["LC_ALL", "LC_CTYPE", "LANG"]
        let locale = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let isUnicode = locale.lowercased().replacing("-", with: "").hasSuffix("utf8")
        return (isUnicode ? "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏" : "|/-\\").map(String.init)
    }
}
