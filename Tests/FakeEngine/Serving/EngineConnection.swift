import PlatformSupport

/// One client of a fake engine.
final class EngineConnection {
    private let socket: OwnedDescriptor

    /// What has arrived and was not read as a request.
    var input: [UInt8] = []

    /// What is still to be sent.
    private(set) var output: ArraySlice<UInt8> = []

    /// Whether an answer is under way, so that the next request has to wait.
    var isBusy = false

    /// Whether to close it when everything is sent.
    var endsAfterOutput = false

    /// Whether everything that arrives is thrown away.
    var isWedged = false

    init(_ socket: consuming OwnedDescriptor) {
        self.socket = socket
    }

    /// The socket, for a poller.
    var descriptor: CInt { socket.raw }

    /// Whether everything is sent after which it was to be closed.
    var isDone: Bool { endsAfterOutput && output.isEmpty }

    /// Takes in what has arrived; false when the client is gone.
    func receive() -> Bool {
        while true {
            do throws(SystemError) {
                var count = 0
                let bytes = try withUnsafeTemporaryAllocation(
                    byteCount: 1 << 16,
                    alignment: 1
                ) { buffer throws(SystemError) in
                    count = try StreamSocket.receive(from: descriptor, into: buffer)
                    return Array(buffer.prefix(count))
                }
                guard count > 0 else { return false }
                if !isWedged { input += bytes }
            } catch {
                return error.wouldBlock
            }
        }
    }

    /// Sends what the client takes now, and the rest when it takes more; false when the client is gone.
    func send(_ bytes: [UInt8] = []) -> Bool {
        output += bytes
        while !output.isEmpty {
            do throws(SystemError) {
                let sent = output.withUnsafeBytes { buffer in
                    Result { () throws(SystemError) in try StreamSocket.send(buffer, to: descriptor) }
                }
                output = output.dropFirst(try sent.get())
            } catch {
                return error.wouldBlock
            }
        }
        return true
    }
}
