#if canImport(Darwin)

/// What a service manager is told about the state of a service; launchd does not want to know.
package enum ServiceNotice {
    /// The variable in which systemd says where it listens.
    package static let variable = "NOTIFY_SOCKET"

    /// Tells nobody.
    package static func send(_ state: String, environment: [String: String]) {}
}

#endif
