@testable import PlatformSupport
import TestSupport
import Testing

struct SignalTests {
    @Test func `every signal comes back from its number`() {
        for signal in Signal.allCases { #expect(Signal(rawValue: signal.rawValue) == signal) }
        #expect(Signal(rawValue: 0) == nil)
        #expect(Set(Signal.allCases.map(\.rawValue)).count == Signal.allCases.count)
    }

    @Test func `an end is described with the signal's name and number`() {
        #expect(ExitStatus.exited(code: 3).description == "exit status 3")
        #expect(ExitStatus.signalled(9).description == "killed by SIGKILL (9)")
        #expect(ExitStatus.signalled(11).description == "killed by SIGSEGV (11)")
        #expect(ExitStatus.signalled(64).description == "killed by signal 64 (64)")
        #expect(ExitStatus.signalled(15).shellCode == 143 && ExitStatus.exited(code: 3).shellCode == 3)
        #expect(ExitStatus.exited(code: 0).isSuccess && !ExitStatus.exited(code: 1).isSuccess)
    }

    @Test func `signals are received instead of killing, each kind once, in any order`() async {
        await #expect(processExitsWith: .success) {
            let source = try SignalSource([.terminate, .user1, .windowChange])
            try #require(source.next() == nil)
            try #require(try !Descriptor.waitUntilReadable(source.descriptor, timeout: .zero))
            // To this thread alone: the runtime has threads that were there before and do not block signals.
            for signal in [Signal.user1, .terminate, .user1] { raiseSignal(signal.rawValue) }
            try #require(try Descriptor.waitUntilReadable(source.descriptor, timeout: .seconds(30)))
            try #require(Set([source.next(), source.next()]) == [.user1, .terminate])
            try #require(source.next() == nil)
        }
    }

    @Test func `a source that is released gives the signals back, pending ones at once`() async {
        await #expect(processExitsWith: .signal(Signal.hangup.rawValue)) {
            let source = try SignalSource([.user1, .hangup])
            raiseSignal(Signal.user1.rawValue)
            try #require(source.next() == .user1)
            raiseSignal(Signal.hangup.rawValue)
            source.release()
        }
    }

    @Test func `a raised signal kills, also when this thread blocks it`() async {
        await #expect(processExitsWith: .signal(Signal.terminate.rawValue)) { CurrentProcess.raise(.terminate) }
    }

    @Test func `an ignored signal does nothing until it is restored`() async {
        await #expect(processExitsWith: .signal(Signal.hangup.rawValue)) {
            Signal.hangup.ignore()
            try #require(Signal.hangup.isIgnored)
            CurrentProcess.raise(.hangup)
            Signal.hangup.restoreDefault()
            try #require(!Signal.hangup.isIgnored)
            CurrentProcess.raise(.hangup)
        }
    }
}
