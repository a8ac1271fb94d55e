#if os(Linux)

extension ListeningPorts {
    /// Where sock_diag(7) is not answered, as in some sandboxes.
    static func listenersOtherwise(on ports: Set<UInt16>) throws(SystemError) -> [PortListener] {
        try ProcNetTable.listeners(on: ports)
    }

    /// Whether the process has the listener's socket open, as far as it may be looked into.
    static func holds(_ listener: PortListener, pid: Int32) -> Bool {
        guard let descriptors = ProcDirectory(of: pid)?.openDescriptors() else { return false }
        let wanted = "socket:[\(listener.socket)]"
        let raw = descriptors.raw
        var isHolder = false
        try? FileSystem.forEachEntry(of: descriptors, "list descriptors") { name in
            guard !isHolder else { return }
            isHolder = FileSystem.linkTarget(in: raw, String(cString: name)) == wanted
        }
        return isHolder
    }
}

#endif
