/// What the daemon takes over from whoever happened to start it.
///
/// It outlives the shell that it came from, so what belongs to that shell's programs stays behind, above all their keys.
enum DaemonEnvironment {
    private static let forbidden = [
        "ANTHROPIC_", "CLAUDE_", "CLAUDECODE", "OPENAI_", "GEMINI_", "GOOGLE_", "AWS_", "SSH_",
        // A service in which a command has started us is ready and ends when it says so, not when we do.
        "NOTIFY_SOCKET",
    ]

    static func select(from environment: [String: String]) -> [String: String] {
        environment.filter { name, _ in !forbidden.contains { name.hasPrefix($0) } }
    }
}
