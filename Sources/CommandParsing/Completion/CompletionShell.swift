/// The shells that a completion script can be written for; the raw value is what users call them.
package enum CompletionShell: String, CaseIterable, Sendable {
    case bash, zsh, fish, powershell
}
