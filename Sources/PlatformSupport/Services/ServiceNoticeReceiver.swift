/// The service manager's end of ``ServiceNotice``, for testing what a service tells.
package struct ServiceNoticeReceiver: ~Copyable {
    private let socket: DatagramSocket

    /// Listens at a path, which must not exist.
    ///
    /// - Throws: `SystemError` that names the path.
    package init(path: String) throws(SystemError) {
        guard let socket = DatagramSocket(), socket.bind(to: path) else { throw .last("listen at \(path)") }
        self.socket = socket
    }

    /// The next thing that is said; nil when nothing is within `timeout`.
    package func next(within timeout: Duration) throws(SystemError) -> String? {
        guard try Descriptor.waitUntilReadable(socket.descriptor.raw, timeout: timeout) else { return nil }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { bytes in
            bytes.baseAddress.map { readSome(socket.descriptor.raw, $0, bytes.count) } ?? 0
        }
        guard count >= 0 else { throw .last("receive a notice") }
        return String(decoding: buffer[..<count], as: UTF8.self)
    }
}
