import Foundation
import HTTPTransport
import PlatformSupport
import Synchronization
import Testing

struct EventLoopTests {
    @Test func `the body and its children run on the calling thread`() throws {
        let caller = ThreadLoop.current
        let isOnLoop = try EventLoop.run { loop in
            var results = [loop.isCurrent]
            await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        try? await loop.sleep(for: .microseconds(50))
                        return loop.isCurrent
                    }
                }
                for await result in group { results.append(result) }
            }
            async let other = loop.isCurrent
            results.append(await other)
            return results
        }
        #expect(isOnLoop == Array(repeating: true, count: 12))
        #expect(ThreadLoop.current == caller)
    }

    @Test func `what the body throws comes out`() {
        struct Failure: Error {}
        #expect(throws: Failure.self) {
            try EventLoop.run { _ in throw Failure() }
        }
    }

    @Test func `sleepers wake in the order of their deadlines and never early`() throws {
        try EventLoop.run { loop in
            let start = ContinuousClock.now
            let order = await withTaskGroup(of: Int.self) { group in
                for milliseconds in [9, 3, 6, 0] {
                    group.addTask {
                        try? await loop.sleep(until: start + .milliseconds(milliseconds))
                        #expect(ContinuousClock.now - start >= .milliseconds(milliseconds))
                        return milliseconds
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(order == [0, 3, 6, 9])
        }
    }

    @Test func `cancelling a sleeper resumes it at once`() throws {
        try EventLoop.run { loop in
            await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await loop.sleep(for: .seconds(3600)) }
                await loop.yield()
                group.cancelAll()
                await #expect(throws: CancellationError.self) { try await group.next() }
            }
        }
    }

    @Test func `a task that is cancelled already does not begin to wait`() throws {
        try EventLoop.run { loop in
            let (read, write) = try Pair.make()
            await withTaskGroup(of: Void.self) { group in
                group.cancelAll()
                group.addTask {
                    await #expect(throws: CancellationError.self) { try await loop.sleep(for: .seconds(3600)) }
                    await #expect(throws: CancellationError.self) { try await loop.readable(read.raw) }
                }
            }
            _ = write
        }
    }

    @Test func `a descriptor wakes its reader when something can be read`() throws {
        try EventLoop.run { loop in
            let (read, write) = try Pair.make()
            try await loop.writable(write.raw)
            async let reading: Void = loop.readable(read.raw)
            await loop.yield()
            try write.send([1])
            try await reading
            // It is still readable: waiting again returns at once.
            try await loop.readable(read.raw)
        }
    }

    @Test func `several tasks wait for one descriptor and one of them can be cancelled`() throws {
        try EventLoop.run { loop in
            let (read, write) = try Pair.make()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await loop.readable(read.raw) }
                group.addTask { try await loop.readable(read.raw) }
                await withThrowingTaskGroup(of: Void.self) { cancelled in
                    cancelled.addTask { try await loop.readable(read.raw) }
                    await loop.yield()
                    cancelled.cancelAll()
                    await #expect(throws: CancellationError.self) { try await cancelled.next() }
                }
                try write.send([1])
                try await group.waitForAll()
            }
        }
    }

    @Test func `a descriptor that cannot be watched counts as ready`() throws {
        try EventLoop.run { loop in
            try await loop.readable(-1)
            let file = try #require(FileHandle(forReadingAtPath: #filePath))
            try await loop.readable(file.fileDescriptor)
        }
    }

    @Test func `a continuation that another thread resumes wakes the loop`() throws {
        let value = try EventLoop.run { _ in
            await withCheckedContinuation { continuation in
                Thread.detachNewThread { continuation.resume(returning: 7) }
            }
        }
        #expect(value == 7)
    }

    @Test func `a cancellation that comes from another thread ends a wait`() throws {
        try EventLoop.run { loop in
            let task = Task(executorPreference: loop) {
                let error = await #expect(throws: CancellationError.self) { try await loop.sleep(for: .seconds(3600)) }
                #expect(error != nil)
            }
            await loop.yield()
            Thread.detachNewThread { task.cancel() }
            await task.value
        }
    }

    @Test func `yielding lets the others run first`() throws {
        let order = try EventLoop.run { loop in
            let probe = Probe()
            await withTaskGroup(of: Void.self) { group in
                for name in ["a", "b"] {
                    group.addTask {
                        for round in 1...3 {
                            probe.note("\(name)\(round)")
                            await loop.yield()
                        }
                    }
                }
            }
            return probe.all
        }
        #expect(order == ["a1", "b1", "a2", "b2", "a3", "b3"])
    }

    @Test func `an actor can live on the loop`() throws {
        actor Counter {
            let loop: EventLoop
            var count = 0

            init(_ loop: EventLoop) {
                self.loop = loop
            }

            nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

            func increment() async -> Bool {
                count += 1
                try? await loop.sleep(for: .microseconds(10))
                self.assertIsolated()
                return loop.isCurrent
            }
        }
        let count = try EventLoop.run { loop in
            let counter = Counter(loop)
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask { #expect(await counter.increment()) }
                }
            }
            return await counter.count
        }
        #expect(count == 20)
    }

    @Test func `thousands of timers cost the loop no time of its own`() throws {
        try EventLoop.run { loop in
            await withTaskGroup(of: Void.self) { group in
                for index in 0..<5_000 {
                    group.addTask { try? await loop.sleep(for: .seconds(1_000 + index)) }
                }
                for _ in 0..<3 { await loop.yield() }
                group.cancelAll()
            }
        }
    }
}

/// The two ends of a connection on this machine.
private struct Pair: ~Copyable {
    struct End: Sendable {
        let raw: CInt
        private let owner: Owner

        init(_ descriptor: consuming OwnedDescriptor) {
            raw = descriptor.raw
            owner = Owner(descriptor)
        }

        func send(_ bytes: [UInt8]) throws {
            _ = try bytes.withUnsafeBytes { try StreamSocket.send($0, to: raw) }
        }
    }

    private final class Owner: Sendable {
        let descriptor: OwnedDescriptor

        init(_ descriptor: consuming OwnedDescriptor) {
            self.descriptor = descriptor
        }
    }

    static func make() throws -> (read: End, write: End) {
        let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
        let write = try StreamSocket.connect(to: listener.localAddress)
        _ = try StreamSocket.wait(for: listener.descriptor, forWriting: false, nanoseconds: nil)
        guard let read = try listener.accept() else { throw SystemError("accept", code: 0) }
        return (End(read), End(write))
    }
}
