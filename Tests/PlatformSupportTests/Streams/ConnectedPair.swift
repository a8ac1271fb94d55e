import PlatformSupport
import Testing

/// A listener on a port of its own, and a connection to it.
struct ConnectedPair: ~Copyable {
    let listener: ListeningSocket
    let port: UInt16
    let server: OwnedDescriptor
    let client: OwnedDescriptor

    init() throws {
        let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
        let port = try #require(listener.localAddress.port)
        let client = try StreamSocket.connect(to: listener.localAddress)
        let server = try Self.accept(from: listener)
        self.listener = listener
        self.port = port
        self.client = client
        self.server = server
    }

    func acceptOne() throws -> OwnedDescriptor { try Self.accept(from: listener) }

    private static func accept(from listener: borrowing ListeningSocket) throws -> OwnedDescriptor {
        while true {
            if let accepted = try listener.accept() { return accepted }
            try waitUntilReadable(listener.descriptor)
        }
    }

    func readAtClient(_ count: Int) throws {
        var rest = count
        while rest > 0 {
            try waitUntilReadable(client.raw)
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: rest, alignment: 1)
            defer { buffer.deallocate() }
            rest -= try Descriptor.read(client.raw, into: buffer)
        }
    }
}

private func waitUntilReadable(_ descriptor: CInt) throws {
    let isReadable = try Descriptor.waitUntilReadable(descriptor, timeout: .seconds(30))
    try #require(isReadable)
}
