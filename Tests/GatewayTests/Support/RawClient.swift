import HTTPTransport
import PlatformSupport

/// A client that sends bytes as they are, also what no client of ours would.
final class RawClient {
    private let loop: EventLoop
    private let descriptor: OwnedDescriptor

    /// Connects to the gateway.
    init(to address: SocketAddress, on loop: EventLoop) async throws {
        self.loop = loop
        descriptor = try StreamSocket.connect(to: address)
        try await loop.writable(descriptor.raw)
        try StreamSocket.finishConnecting(descriptor.raw, to: address)
    }

    /// Sends a text that fits into the kernel's buffers; false when the gateway has ended the connection.
    @discardableResult
    func send(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBytes { (try? StreamSocket.send($0, to: descriptor.raw)) == bytes.count }
    }

    /// Ends the connection in one direction.
    func endSending() throws {
        try StreamSocket.shutdownSend(descriptor.raw)
    }

    /// Everything that comes until the gateway ends the connection.
    func receiveAll() async throws -> String {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            do {
                let count = try buffer.withUnsafeMutableBytes {
                    try StreamSocket.receive(from: descriptor.raw, into: $0)
                }
                guard count > 0 else { break }
                received += buffer.prefix(count)
            } catch let error as SystemError where error.wouldBlock {
                try await loop.readable(descriptor.raw)
            } catch let error as SystemError where error.isDisconnected {
                break
            }
        }
        return String(decoding: received, as: UTF8.self)
    }
}
