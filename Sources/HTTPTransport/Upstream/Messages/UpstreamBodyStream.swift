import HTTPWire

/// A request body that is written while it is being sent.
///
/// The writer is slowed by the upstream: no more than one piece waits. Belongs to one request, and to the loop's
/// thread. It cannot be sent a second time, so a kept connection that turns out to be dead fails the request.
// Unchecked: confined to the loop's thread, which every call checks.
package final class UpstreamBodyStream: @unchecked Sendable {
    /// How many bytes there will be; nil: nobody knows yet.
    package let length: Int?

    private enum State {
        case open
        /// No more will come.
        case finished
        /// The writer has given up.
        case aborted
        /// Nobody wants more.
        case unwanted
    }

    /// What the library is given when it asks for bytes.
    enum Supply: Equatable {
        case bytes(Int)
        case notYet
        case end
        case aborted
    }

    private let loop: EventLoop
    private var state = State.open
    private var piece: ArraySlice<UInt8> = []
    private var writer: UnsafeContinuation<Void, Never>?
    /// The library has been told to wait.
    private(set) var isStarving = false
    private(set) var hasSupplied = false
    weak var transfer: UpstreamTransfer?

    /// A body that is yet to be written.
    ///
    /// - Parameters:
    ///   - length: how many bytes it will have, where that is known: said in `Content-Length`; otherwise the body is
    ///     chunked.
    ///   - loop: the client's.
    package init(length: Int? = nil, on loop: EventLoop) {
        self.length = length
        self.loop = loop
    }

    /// Hands over the next bytes and waits until the one before them have been taken.
    ///
    /// - Throws: `ended` when nobody wants them any more: the upstream has answered without having read everything, or
    ///   the exchange has failed, which `UpstreamClient.send` tells more about. `cancelled` when the task is; the body
    ///   is then given up.
    package func write(_ bytes: ArraySlice<UInt8>) async throws(UpstreamError) {
        loop.assertIsCurrent()
        guard state == .open, writer == nil else { throw UpstreamError(.ended) }
        guard !bytes.isEmpty else { return }
        piece = bytes
        wakeReader()
        await withTaskCancellationHandler {
            guard !piece.isEmpty, state == .open else { return }
            await withUnsafeContinuation { writer = $0 }
        } onCancel: {
            loop.perform { self.abort() }
        }
        switch state {
        case .open: return
        case .aborted: throw UpstreamError(.cancelled)
        case .finished, .unwanted: throw UpstreamError(.ended)
        }
    }

    /// Says that the body is complete.
    package func finish() {
        loop.assertIsCurrent()
        guard state == .open else { return }
        state = .finished
        wakeReader()
    }

    /// Gives the body up: the request fails with `requestAborted`, and the connection is dropped.
    package func abort() {
        loop.assertIsCurrent()
        guard state == .open else { return }
        end(.aborted)
        wakeReader()
    }

    /// Says that nobody will ask for more.
    func stop() {
        guard state == .open else { return }
        end(.unwanted)
    }

    private func end(_ state: State) {
        self.state = state
        piece = []
        wakeWriter()
    }

    /// Moves bytes to where the library wants them.
    func supply(_ buffer: UnsafeMutableRawBufferPointer) -> Supply {
        guard state != .aborted else { return .aborted }
        guard !piece.isEmpty else {
            guard state == .open else { return .end }
            isStarving = true
            return .notYet
        }
        let count = min(buffer.count, piece.count)
        piece.prefix(count).withUnsafeBytes { buffer.copyMemory(from: $0) }
        piece = piece.dropFirst(count)
        hasSupplied = true
        if piece.isEmpty { wakeWriter() }
        return .bytes(count)
    }

    private func wakeWriter() {
        let waiting = writer
        writer = nil
        waiting?.resume()
    }

    private func wakeReader() {
        guard isStarving else { return }
        isStarving = false
        transfer?.resumeSending()
    }
}
