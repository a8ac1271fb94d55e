import PlatformSupport

extension EventLoop {
    /// Waits until reading from the descriptor will not block.
    ///
    /// Any number of tasks may wait for one descriptor. One that cannot be watched (a regular file, one that is not
    /// open) counts as ready: the call that follows says what is wrong with it. Must not be closed while it is
    /// waited for.
    package func readable(_ descriptor: CInt) async throws(CancellationError) {
        try await wait(for: .read, on: descriptor)
    }

    /// Waits until writing to the descriptor will not block; otherwise like `readable`.
    package func writable(_ descriptor: CInt) async throws(CancellationError) {
        try await wait(for: .write, on: descriptor)
    }

    private func wait(for interest: PollInterest, on descriptor: CInt) async throws(CancellationError) {
        assertIsCurrent()
        let id = nextWaitID()
        let isCancelled = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume(returning: true) }
                add(DescriptorWait(id: id, interest: interest, continuation: continuation), on: descriptor)
            }
        } onCancel: {
            perform { self.cancelWait(id, on: descriptor) }
        }
        if isCancelled { throw CancellationError() }
    }

    private func add(_ wait: DescriptorWait, on descriptor: CInt) {
        let isWatched = descriptorWaits[descriptor] != nil
        descriptorWaits[descriptor, default: []].append(wait)
        arm(descriptor, isWatched: isWatched)
    }

    /// Watches for what is still waited for, or stops watching.
    private func arm(_ descriptor: CInt, isWatched: Bool) {
        guard let waits = descriptorWaits[descriptor], !waits.isEmpty else {
            descriptorWaits[descriptor] = nil
            return poller.remove(descriptor)
        }
        let interest = waits.reduce(into: PollInterest()) { $0.formUnion($1.interest) }
        let token = DescriptorWait.token(of: descriptor)
        do throws(SystemError) {
            if isWatched {
                try poller.modify(descriptor, token: token, for: interest, trigger: .once)
            } else {
                try poller.add(descriptor, token: token, for: interest, trigger: .once)
            }
        } catch {
            descriptorWaits[descriptor] = nil
            for wait in waits {
                wait.continuation.resume(returning: false)
            }
        }
    }

    func resumeWaits(on descriptor: CInt, _ event: PollEvent) {
        guard var waits = descriptorWaits[descriptor] else { return }
        waits.removeAll { wait in
            let isReady = wait.interest == .read ? event.isReadable : event.isWritable
            if isReady { wait.continuation.resume(returning: false) }
            return isReady
        }
        descriptorWaits[descriptor] = waits
        arm(descriptor, isWatched: true)
    }

    private func cancelWait(_ id: UInt64, on descriptor: CInt) {
        guard let index = descriptorWaits[descriptor]?.firstIndex(where: { $0.id == id }),
            let wait = descriptorWaits[descriptor]?.remove(at: index)
        else { return }
        arm(descriptor, isWatched: true)
        wait.continuation.resume(returning: true)
    }
}
