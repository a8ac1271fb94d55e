import PlatformSupport

/// The two ends of a TCP connection on this machine.
struct SocketPair {
    /// A descriptor that can be shared, captured and closed early.
    final class End {
        let raw: CInt
        private var owned: OwnedDescriptor?

        init(_ owned: consuming OwnedDescriptor) {
            raw = owned.raw
            self.owned = consume owned
        }

        func close() {
            owned = nil
        }
    }

    let client: End
    let server: End

    init() throws {
        let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
        client = End(try StreamSocket.connect(to: listener.localAddress))
        _ = try StreamSocket.wait(for: listener.descriptor, forWriting: false, nanoseconds: nil)
        guard let accepted = try listener.accept() else { throw SystemError("accept", code: 0) }
        server = End(accepted)
    }
}
