/// Who listens where on this machine.
package enum ListeningPorts {
    /// Whether a listener's socket is held by a process of the session that `leader` leads.
    ///
    /// Usually that is the leader itself, which is looked at first and costs little.
    package static func isOwned(_ listener: PortListener, bySessionOf leader: Int32) -> Bool {
        if holds(listener, pid: leader) { return true }
        return ProcessTable.members(ofSession: leader).contains { $0 != leader && holds(listener, pid: $0) }
    }

    /// Whose a listener is: its process where that can be seen, its user in any case.
    ///
    /// Looks at every process: for messages.
    package static func owner(of listener: PortListener) -> PortOwner {
        let pid = ProcessTable.pids().first { holds(listener, pid: $0) }
        return PortOwner(
            pid: pid,
            userID: listener.userID,
            userName: Users.name(of: listener.userID),
            command: pid.flatMap { ProcessFacts.of(pid: $0)?.command }
        )
    }
}
