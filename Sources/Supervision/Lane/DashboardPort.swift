import Synchronization

/// Where the dashboard is, as every engine that is started learns.
final class DashboardPort: Sendable {
    private let port: Mutex<UInt16>

    init(_ port: UInt16) { self.port = Mutex(port) }

    var value: UInt16 { port.withLock(\.self) }

    /// Takes a changed setting over.
    func set(_ port: UInt16) { self.port.withLock { $0 = port } }
}
