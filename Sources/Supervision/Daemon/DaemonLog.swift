import PlatformSupport
import ProxyModel
import Synchronization

/// What the daemon has to say: dated lines in `configs/.run/daemon.log`, and on standard error where somebody looks.
package final class DaemonLog: Sendable {
    private let path: String
    private let isEchoed: Bool
    /// The file as it is open now, and how long it is.
    private let file: Mutex<(descriptor: CInt, size: Int)?>

    /// Where the log is cut; one older part is kept.
    private static let maximumSize = 1_000_000

    /// - Parameters:
    ///   - path: the file.
    ///   - isEchoed: whether lines also go to standard error.
    package init(path: String, isEchoed: Bool) {
        self.path = path
        self.isEchoed = isEchoed
        file = Mutex(nil)
    }

    /// Adds a line.
    ///
    /// A log that cannot be written does not stop the daemon.
    package func write(_ text: String) {
        let line = "\(Timestamp.now) \(text.replacing("\n", with: " "))\n"
        if isEchoed { try? Descriptor.writeAll(2, line) }
        file.withLock { file in
            if file == nil || (file?.size ?? 0) > Self.maximumSize { reopen(&file) }
            guard let open = file else { return }
            try? Descriptor.writeAll(open.descriptor, line)
            file?.size += line.utf8.count
        }
    }

    private func reopen(_ file: inout (descriptor: CInt, size: Int)?) {
        if let old = file {
            _ = OwnedDescriptor(owning: old.descriptor)
            try? FileSystem.rename(path, to: "\(path).1")
        }
        file = nil
        guard let log = try? LogFile.open(path), let copy = try? Descriptor.duplicate(log.descriptor) else { return }
        file = (copy.release(), Int((try? log.size()) ?? 0))
    }
}
