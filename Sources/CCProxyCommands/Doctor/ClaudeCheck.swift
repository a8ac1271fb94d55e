import ProxyModel

/// Claude Code: that it can be found and executed.
struct ClaudeCheck {
    let environment: [String: String]
    let settings: Settings

    func finding() -> Finding {
        do throws(CommandFailure) {
            return .ok("claude", try ClaudeProgram(configured: settings.claudePath, environment: environment).path)
        } catch {
            return .broken("claude", error.message, remedy: error.remedy)
        }
    }
}
