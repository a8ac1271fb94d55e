package import HTTPWire
package import PlatformSupport

/// A client's connection to one server, on an event loop: one exchange at a time, kept for the next one.
///
/// It connects when an exchange needs it to, and does so again after the server has closed it. Cancelling the task of
/// an exchange closes the connection, so that the server sees it at once.
// Unchecked: confined to the loop's thread, which every exchange checks; a cancellation from another thread goes
// through `EventLoop.perform`.
package final class HTTPConnection: @unchecked Sendable {
    package let address: SocketAddress
    let loop: EventLoop
    private let limits: HTTPLimits
    var socket: AsyncSocket?
    var parser: HTTPResponseParser

    /// Which exchange is under way: a body that has outlived its own finds another number here.
    var exchangeNumber: UInt64 = 0
    var isBusy = false
    /// What is known about the exchange that is under way.
    var state = ExchangeState()

    /// What is known about one exchange.
    struct ExchangeState {
        /// A byte of the response has come.
        var hasAnswered = false
        var isComplete = false
        /// Request and response let the connection live on.
        var keepsAlive = false
        var waitLimit = WaitLimit.never
        var trailers: HTTPFields = [:]
    }

    /// A connection that is made when it is first needed.
    package init(to address: SocketAddress, on loop: EventLoop, limits: HTTPLimits = HTTPLimits()) {
        self.address = address
        self.loop = loop
        self.limits = limits
        parser = HTTPResponseParser(limits: limits)
    }

    deinit {
        socket?.close()
    }

    /// Whether a connection is open, as far as we have been told.
    package var isConnected: Bool {
        guard let socket else { return false }
        return !socket.isClosed && !socket.isPeerClosed
    }

    /// Closes the connection; an exchange that is under way fails with `cancelled`.
    ///
    /// The next one connects again.
    package func close() {
        loop.assertIsCurrent()
        disconnect()
    }

    func disconnect() {
        socket?.close()
        socket = nil
        parser = HTTPResponseParser(limits: limits)
    }
}
