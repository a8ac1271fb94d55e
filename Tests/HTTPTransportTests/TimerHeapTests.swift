import HTTPTransport
import PlatformSupport
import TestSupport
import Testing

struct TimerHeapTests {
    private static func timer(_ nanoseconds: Int64) -> LoopTimer {
        LoopTimer(deadline: MonotonicTime(nanoseconds: nanoseconds)) { _ in }
    }

    @Test(arguments: RandomSeeds.fresh(2))
    func `timers come out in the order of their deadlines whatever is moved or removed`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            var heap = TimerHeap()
            var expected: [LoopTimer] = []
            for _ in 0..<200 {
                let deadline = MonotonicTime(nanoseconds: Int64.random(in: 0...100, using: &generator))
                switch Int.random(in: 0...3, using: &generator) {
                case 0 where !expected.isEmpty:
                    let removed = expected.remove(at: Int.random(in: 0..<expected.count, using: &generator))
                    heap.remove(removed)
                    heap.remove(removed)
                case 1 where !expected.isEmpty:
                    heap.schedule(expected[Int.random(in: 0..<expected.count, using: &generator)], at: deadline)
                default:
                    let timer = Self.timer(deadline.nanoseconds)
                    heap.schedule(timer, at: deadline)
                    expected.append(timer)
                }
            }
            var taken: [Int64] = []
            while let timer = heap.takeDue(at: .distantFuture) {
                #expect(timer.position == nil)
                taken.append(timer.deadline.nanoseconds)
            }
            #expect(taken == expected.map(\.deadline.nanoseconds).sorted(), "seed \(seed)")
            #expect(heap.count == 0)
        }
    }

    @Test func `only what is due is taken`() {
        var heap = TimerHeap()
        for deadline in [30, 10, 20] as [Int64] {
            heap.schedule(Self.timer(deadline), at: MonotonicTime(nanoseconds: deadline))
        }
        #expect(heap.takeDue(at: MonotonicTime(nanoseconds: 9)) == nil)
        #expect(heap.takeDue(at: MonotonicTime(nanoseconds: 20))?.deadline.nanoseconds == 10)
        #expect(heap.takeDue(at: MonotonicTime(nanoseconds: 20))?.deadline.nanoseconds == 20)
        #expect(heap.takeDue(at: MonotonicTime(nanoseconds: 20)) == nil)
        #expect(heap.next?.deadline.nanoseconds == 30)
    }
}
