import PlatformSupport

/// A connection of the benchmark's.
class StreamMember: Reactor.Member {
    let reactor: Reactor
    private var owned: OwnedDescriptor?
    private let descriptor: CInt
    private var outgoing: [UInt8] = []
    private var sent = 0
    private(set) var isOpen = true

    init(_ owned: consuming OwnedDescriptor, on reactor: Reactor) throws {
        self.reactor = reactor
        descriptor = owned.raw
        self.owned = consume owned
        super.init()
        try reactor.add(self, descriptor)
    }

    /// Bytes have come; valid during the call.
    func receive(_ bytes: UnsafeRawBufferPointer) {}

    /// Everything that was to be sent has been taken by the kernel, after some of it had to wait.
    func didDrain() {}

    /// The other side has ended or broken the connection.
    func didClose() {}

    final override func handle(_ event: PollEvent) {
        if event.isWritable { flush() }
        if event.isReadable { receiveAll() }
    }

    /// Sends bytes, now or when there is room.
    ///
    /// - Returns: whether all of it went out at once.
    @discardableResult
    final func send(_ bytes: [UInt8]) -> Bool {
        guard sent == outgoing.count else {
            outgoing += bytes
            return false
        }
        let count = bytes.withUnsafeBytes { transmit($0) }
        guard count < bytes.count else { return true }
        outgoing = bytes
        sent = count
        return false
    }

    final func close() {
        guard isOpen else { return }
        isOpen = false
        reactor.remove(self)
        owned = nil
    }

    private func flush() {
        guard sent < outgoing.count else { return }
        sent += outgoing[sent...].withUnsafeBytes { transmit($0) }
        guard sent == outgoing.count else { return }
        outgoing = []
        sent = 0
        didDrain()
    }

    private func transmit(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard isOpen else { return 0 }
        return (try? StreamSocket.send(bytes, to: descriptor)) ?? 0
    }

    private func receiveAll() {
        while isOpen {
            do throws(SystemError) {
                let count = try StreamSocket.receive(from: descriptor, into: reactor.scratch)
                guard count > 0 else { return end() }
                receive(UnsafeRawBufferPointer(rebasing: reactor.scratch[..<count]))
                guard count == reactor.scratch.count else { return }
            } catch {
                guard error.wouldBlock else { return end() }
                return
            }
        }
    }

    private func end() {
        close()
        didClose()
    }
}
