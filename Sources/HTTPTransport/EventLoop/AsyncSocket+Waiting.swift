import PlatformSupport

extension AsyncSocket {
    /// Waits until the peer has ended its side, or until the socket is aborted or closed.
    ///
    /// One task may do so while others receive and send.
    func waitUntilPeerCloses() async {
        guard !isPeerClosed, !isAborted else { return }
        await withUnsafeContinuation { closeWaiter = $0 }
    }

    /// Waits until something can be received or accepted.
    func waitUntilReadable(within limit: WaitLimit) async throws(HTTPTransportError) {
        while !canRead {
            guard !isAborted else { throw .cancelled }
            guard reader == nil else { throw .busy }
            readDeadline = limit.deadline(from: loop.turnTime)
            arm(readDeadline)
            let wakening = await withUnsafeContinuation { reader = $0 }
            unbrokenTransfers = 0
            try check(wakening)
        }
    }

    /// Waits until something can be sent, or a connect has been decided.
    func waitUntilWritable(within limit: WaitLimit) async throws(HTTPTransportError) {
        while !canWrite {
            guard !isAborted else { throw .cancelled }
            guard writer == nil else { throw .busy }
            writeDeadline = limit.deadline(from: loop.turnTime)
            arm(writeDeadline)
            let wakening = await withUnsafeContinuation { writer = $0 }
            unbrokenTransfers = 0
            try check(wakening)
        }
    }

    private func check(_ wakening: Wakening) throws(HTTPTransportError) {
        switch wakening {
        case .ready: return
        case .timedOut: throw .timedOut
        case .aborted: throw .cancelled
        }
    }

    /// Sees to it that somebody looks at the deadlines by then.
    ///
    /// A timer that is set too early stays as it is and is set again when it fires: deadlines move back with each
    /// request, and moving them costs nothing this way.
    private func arm(_ deadline: MonotonicTime) {
        guard deadline != .distantFuture else { return }
        if let timer {
            guard timer.position == nil || deadline < timer.deadline else { return }
            loop.timers.schedule(timer, at: deadline)
        } else {
            let timer = LoopTimer(deadline: deadline) { [weak self] now in self?.checkDeadlines(at: now) }
            self.timer = timer
            loop.timers.schedule(timer, at: deadline)
        }
    }

    func checkDeadlines(at now: MonotonicTime) {
        var next = MonotonicTime.distantFuture
        if reader != nil {
            if readDeadline <= now { wakeReader(.timedOut) } else { next = readDeadline }
        }
        if writer != nil {
            if writeDeadline <= now { wakeWriter(.timedOut) } else { next = min(next, writeDeadline) }
        }
        arm(next)
    }

    /// Lets others run after many transfers that did not have to wait.
    func yieldIfDue() async {
        unbrokenTransfers += 1
        guard unbrokenTransfers >= Self.transfersBeforeYield else { return }
        unbrokenTransfers = 0
        await loop.yield()
    }
}
