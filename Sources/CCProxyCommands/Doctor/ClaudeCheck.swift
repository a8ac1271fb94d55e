import ProxyModel

/// Claude Code: that it can be found and executed.
struct ClaudeCheck {
    let environment: [String: String]
    /// The setting `claude.path`.
    let configured: String?

    func finding() -> Finding {
        let check = Check("claude")
        do throws(CommandFailure) {
            return check.ok(try ClaudeProgram(configured: configured, environment: environment).path)
        } catch {
            return check.broken(error.message, remedy: error.remedy)
        }
    }
}
