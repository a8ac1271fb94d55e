import Testing

@testable import CCProxyCommands

struct WaitingTests {
    private let frames = ["|", "/"]

    @Test func `a short wait is none`() {
        #expect(Waiting.line("starting codex", after: .milliseconds(299), frames, width: 80) == nil)
    }

    @Test func `then it turns, and counts seconds`() {
        func line(_ milliseconds: Int) -> String? {
            Waiting.line("starting codex", after: .milliseconds(milliseconds), frames, width: 80)
        }
        #expect(line(300) == "/ starting codex")
        #expect(line(400) == "| starting codex")
        #expect(line(1200) == "| starting codex  1 s")
        #expect(line(61_300) == "/ starting codex  61 s")
    }

    @Test func `it fits into one line`() {
        #expect(Waiting.line("starting codex", after: .seconds(1), frames, width: 10) == "| startin")
    }

    @Test func `it is drawn with what the terminal can show`() {
        #expect(Waiting.frames(["LANG": "C"]).first == "|")
        #expect(Waiting.frames([:]).first == "|")
        #expect(Waiting.frames(["LANG": "ko_KR.UTF-8"]).first == "⠋")
        #expect(Waiting.frames(["LANG": "en_US.utf8"]).first == "⠋")
        #expect(Waiting.frames(["LC_ALL": "C", "LANG": "en_US.UTF-8"]).first == "|")
    }
}
