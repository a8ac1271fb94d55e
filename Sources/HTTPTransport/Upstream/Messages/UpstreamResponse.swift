package import HTTPWire
import PlatformSupport

/// What a look at the body of a response has brought.
package enum UpstreamPiece: Sendable, Equatable {
    case bytes([UInt8])
    /// Nothing yet.
    case silence
    case end
}

/// A response whose body is pulled while it comes in.
///
/// Who reads slowly slows the upstream: no more than `UpstreamConfiguration.receiveLimit`, and what one look at the
/// socket brings on top of that, is ever held. Dropping a response whose body has not been read to its end drops the
/// connection. Used by one task at a time, on the loop's thread.
// Unchecked: everything but `head` is the transfer's, which is confined to the loop's thread.
package final class UpstreamResponse: @unchecked Sendable {
    /// Status and fields as they came, duplicates and order kept; the fields that say how the message was framed, too.
    package let head: HTTPResponseHead
    /// Whether it came over HTTP/2.
    package let isHTTP2: Bool
    private let transfer: UpstreamTransfer

    init(head: HTTPResponseHead, isHTTP2: Bool, transfer: UpstreamTransfer) {
        self.head = head
        self.isHTTP2 = isHTTP2
        self.transfer = transfer
    }

    deinit {
        transfer.abandon()
    }

    package var status: HTTPStatus { head.status }

    package var fields: HTTPFields { head.fields }

    /// Everything of the body that has come since the last call, waiting until there is something.
    ///
    /// Content codings are left as they are.
    ///
    /// - Returns: nil at the end of the body.
    /// - Throws: what ended the exchange, after the bytes that came before; `cancelled` at once when the task is.
    package func next() async throws(UpstreamError) -> [UInt8]? {
        try await transfer.nextChunk()
    }

    /// The same, but waiting no longer than `patience`; nothing is lost when that is over.
    ///
    /// - Throws: what ended the exchange, after the bytes that came before; `cancelled` at once when the task is.
    package func next(within patience: Duration) async throws(UpstreamError) -> UpstreamPiece {
        try await transfer.nextChunk(until: .now.advanced(by: patience))
    }

    /// Reads what is left of the body.
    ///
    /// - Parameter limit: how many bytes are held at most.
    /// - Returns: the bytes.
    /// - Throws: `bodyTooLarge` when there are more; otherwise what ended the exchange.
    package func collect(limit: Int) async throws(UpstreamError) -> [UInt8] {
        var bytes: [UInt8] = []
        while let chunk = try await next() {
            guard chunk.count <= limit - bytes.count else { throw transfer.refuseBody(limit: limit) }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
        }
        return bytes
    }

    /// Gives up what is left of the body and drops the connection; from any thread.
    package func cancel() {
        transfer.abandon()
    }
}
