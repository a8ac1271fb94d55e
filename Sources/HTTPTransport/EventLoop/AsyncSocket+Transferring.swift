import PlatformSupport

extension AsyncSocket {
    /// Receives what is there, waiting until there is something.
    ///
    /// - Parameter limit: when to give up.
    /// - Returns: the bytes, in memory that is valid until the caller next suspends; none when the peer has ended the
    ///   stream.
    /// - Throws: `disconnected` when the connection was reset, `timedOut`, or `cancelled` after `abort`.
    func receive(within limit: WaitLimit) async throws(HTTPTransportError) -> UnsafeRawBufferPointer {
        await yieldIfDue()
        while true {
            try await waitUntilReadable(within: limit)
            guard !isAborted else { throw .cancelled }
            do throws(SystemError) {
                let count = try StreamSocket.receive(from: descriptor, into: loop.scratch)
                // Less than asked for means that the kernel has no more, epoll(7): the next edge will tell. Unless the
                // stream has ended, which is not told twice.
                canRead = count == loop.scratch.count || isPeerClosed || count == 0
                return UnsafeRawBufferPointer(rebasing: loop.scratch[..<count])
            } catch {
                guard error.wouldBlock else { throw error.isDisconnected ? .disconnected : .system(error) }
                canRead = false
            }
        }
    }

    /// Sends everything, waiting for room as often as there is none.
    func send(_ bytes: [UInt8], within limit: WaitLimit) async throws(HTTPTransportError) {
        try await send(bytes, [], within: limit)
    }

    /// Sends two pieces, one behind the other.
    func send(
        _ first: [UInt8],
        _ second: ArraySlice<UInt8>,
        within limit: WaitLimit
    ) async throws(HTTPTransportError) {
        await yieldIfDue()
        let total = first.count + second.count
        var sent = 0
        while sent < total {
            try await waitUntilWritable(within: limit)
            guard !isAborted else { throw .cancelled }
            sent += try sendOnce(first, second, skipping: sent)
        }
    }

    /// Sends what there is room for; 0 when there is none.
    private func sendOnce(
        _ first: [UInt8],
        _ second: ArraySlice<UInt8>,
        skipping sent: Int
    ) throws(HTTPTransportError) -> Int {
        let outcome = first.withUnsafeBytes { first in
            second.withUnsafeBytes { second in
                Result { () throws(SystemError) -> Int in
                    let one = UnsafeRawBufferPointer(rebasing: first[min(sent, first.count)...])
                    let two = UnsafeRawBufferPointer(rebasing: second[max(0, sent - first.count)...])
                    if two.isEmpty { return try StreamSocket.send(one, to: descriptor) }
                    if one.isEmpty { return try StreamSocket.send(two, to: descriptor) }
                    return try StreamSocket.send(one, two, to: descriptor)
                }
            }
        }
        switch outcome {
        case .success(let count):
            canWrite = count == first.count + second.count - sent
            return count
        case .failure(let error):
            guard error.wouldBlock else { throw error.isDisconnected ? .disconnected : .system(error) }
            canWrite = false
            return 0
        }
    }
}
