import PlatformSupport
import Testing

struct BellTests {
    @Test func `who has not heard the last ring does not wait`() async {
        let bell = Bell()
        bell.ring()
        bell.ring()
        #expect(await bell.next(after: 0) == 2)
        #expect(await bell.next(after: 1) == 2)
    }

    @Test func `everybody who waits is woken`() async {
        let bell = Bell()
        await withTaskGroup(of: UInt64.self) { group in
            for _ in 0..<5 { group.addTask { await bell.next(after: 0) } }
            group.addTask {
                bell.ring()
                return 1
            }
            for await heard in group { #expect(heard == 1) }
        }
    }

    @Test func `a cancelled task does not wait, whether it was cancelled before or after it began`() async {
        for _ in 0..<100 {
            await withTaskGroup(of: Void.self) { group in
                let bell = Bell()
                group.addTask { _ = await bell.next(after: 0) }
                if Bool.random() { await Task.yield() }
                group.cancelAll()
            }
        }
    }
}
