import HTTPTransport
import PlatformSupport

/// A peer that sends and receives bytes as they are, to say what no client of ours would.
final class RawPeer {
    private let loop: EventLoop
    private var descriptor: OwnedDescriptor?
    private(set) var received: [UInt8] = []
    private(set) var isEnded = false
    private(set) var wasReset = false

    /// Connects to a server.
    init(to address: SocketAddress, on loop: EventLoop) async throws {
        self.loop = loop
        let connecting = try StreamSocket.connect(to: address)
        let raw = connecting.raw
        descriptor = consume connecting
        try await loop.writable(raw)
        try StreamSocket.finishConnecting(raw, to: address)
    }

    /// Waits for a client.
    init(acceptingFrom listener: borrowing ListeningSocket, on loop: EventLoop) async throws {
        self.loop = loop
        while true {
            if let accepted = try listener.accept() {
                descriptor = consume accepted
                return
            }
            try await loop.readable(listener.descriptor)
        }
    }

    private var raw: CInt {
        switch descriptor {
        case .some(let descriptor): descriptor.raw
        case .none: -1
        }
    }

    var text: String { String(decoding: received, as: UTF8.self) }

    func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) async throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = sendOnce(rest)
            if sent == 0 { try await loop.writable(raw) }
            rest = rest.dropFirst(sent)
        }
    }

    /// Sends what there is room for.
    func sendOnce(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBytes { (try? StreamSocket.send($0, to: raw)) ?? 0 }
    }

    /// Receives until `condition` holds for everything that has come, or the stream ends.
    @discardableResult
    func receive(until condition: (String) -> Bool) async throws -> String {
        while !isEnded, !condition(text) {
            try await receiveOnce()
        }
        return text
    }

    /// Receives until the server ends the stream.
    @discardableResult
    func receiveAll() async throws -> String {
        try await receive { _ in false }
    }

    func receiveOnce() async throws {
        if try !receiveIfReady() { try await loop.readable(raw) }
    }

    /// Waits until something has come for either of the two.
    func awaitInput(or other: RawPeer) async throws {
        let (loop, descriptors) = (loop, [raw, other.raw])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for descriptor in descriptors { group.addTask { try await loop.readable(descriptor) } }
            try await group.next()
            group.cancelAll()
            while await group.nextResult() != nil {}
        }
    }

    /// Receives what is there; false when nothing is.
    @discardableResult
    func receiveIfReady() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        do {
            let count = try buffer.withUnsafeMutableBytes { buffer in
                try StreamSocket.receive(from: raw, into: buffer)
            }
            received += buffer.prefix(count)
            isEnded = count == 0
        } catch let error as SystemError where error.wouldBlock {
            return false
        } catch let error as SystemError where error.isDisconnected {
            wasReset = true
            isEnded = true
        }
        return true
    }

    func forget() {
        received = []
    }

    func endSending() throws {
        try StreamSocket.shutdownSend(raw)
    }

    func reset() throws {
        try StreamSocket.setResetOnClose(raw)
        close()
    }

    func close() {
        descriptor = nil
    }
}
