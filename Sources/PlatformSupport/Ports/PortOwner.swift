/// Who holds a listening socket, as far as it can be seen.
package struct PortOwner: Hashable, Sendable, CustomStringConvertible {
    /// Nil where the process belongs to somebody whose processes cannot be looked into.
    package let pid: Int32?
    /// The user's ID.
    package let userID: UInt32
    /// The user's login name; nil when the system knows none.
    package let userName: String?
    /// The beginning of the command line, harmless on a terminal; nil where it cannot be seen.
    package let command: String?

    /// `PID 812 (user alice): python3 -m http.server`, or `a process of user alice (uid 1001)`.
    package var description: String {
        let user = userName ?? "with uid \(userID)"
        guard let pid else {
            return userName == nil ? "a process of uid \(userID)" : "a process of user \(user) (uid \(userID))"
        }
        let what = command.map { $0.isEmpty ? "" : ": \($0)" } ?? ""
        return "PID \(pid) (user \(user))\(what)"
    }
}
