import PlatformSupport

/// The benchmark's own sockets on one thread, without tasks and with as little work for each byte as possible: what is
/// measured is what stands between them.
final class Reactor {
    private let poller: Poller
    private var members: [UInt64: Member] = [:]
    private var lastToken: UInt64 = 0

    /// Where sockets receive; used before anything else receives.
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 * 1024, alignment: 16)

    /// Something that is told when its descriptor is ready.
    class Member {
        fileprivate(set) var token: UInt64 = 0

        /// Something has happened to the descriptor.
        func handle(_ event: PollEvent) {}
    }

    init() throws {
        poller = try Poller()
    }

    deinit {
        scratch.deallocate()
    }

    /// Watches a descriptor until `remove`.
    func add(_ member: Member, _ descriptor: CInt) throws {
        lastToken += 1
        member.token = lastToken
        members[lastToken] = member
        try poller.add(descriptor, token: lastToken, for: [.read, .write], trigger: .edge)
    }

    /// Forgets a member whose descriptor is about to be closed.
    func remove(_ member: Member) {
        members[member.token] = nil
    }

    /// Handles events until the condition no longer holds.
    ///
    /// - Parameters:
    ///   - condition: looked at after each batch of events.
    ///   - limit: when to give up.
    /// - Throws: `BenchmarkError` when the time has passed.
    func run(while condition: () -> Bool, limit: Duration = .seconds(60)) throws {
        let deadline = MonotonicTime.now.advanced(by: limit)
        while condition() {
            guard MonotonicTime.now < deadline else { throw BenchmarkError("nothing happened for \(limit)") }
            try turn(atMost: .milliseconds(100))
        }
    }

    /// Handles events for so long.
    func run(for duration: Duration) throws {
        let deadline = MonotonicTime.now.advanced(by: duration)
        while true {
            let left = MonotonicTime.now.nanoseconds(until: deadline)
            guard left > 0 else { return }
            try turn(atMost: .nanoseconds(left))
        }
    }

    private func turn(atMost duration: Duration) throws {
        try poller.wait(nanoseconds: duration.wholeNanoseconds) { event in
            members[event.token]?.handle(event)
        }
    }
}

/// Why the benchmark cannot go on.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
