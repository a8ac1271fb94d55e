import ProxyModel
import Supervision
import TestSupport
import Testing

@testable import CCProxyCommands

struct ResultsViewTests {
    private let plain = TextStyle(isOn: false)

    private func result(_ status: StatusReport.Provider, error: String? = nil) -> ControlResult {
        ControlResult(
            provider: status.provider,
            isDone: error == nil,
            hasChanged: true,
            error: error,
            status: status
        )
    }

    @Test func `what went well is a line each`() {
        let view = ResultsView(results: [result(Reports.codex), result(Reports.claude)])
        #expect(view.lines(style: plain) { _ in "done" } == ["codex   done  http://127.0.0.1:18419", "claude  done"])
        #expect(view.complaints(style: plain) == [])
        #expect(view.code == .done)
    }

    @Test func `what failed is said with its log and what to do`() {
        let view = ResultsView(results: [result(Reports.codex), result(Reports.gemini, error: "exit status 3")])
        #expect(view.code == .failed)
        #expect(view.lines(style: plain) { _ in "done" }.count == 1)
        #expect(
            view.complaints(style: plain) == [
                "ccproxy: gemini: exit status 3",
                "    | first",
                "    | ^[[2Jsecond",
                "  'ccproxy doctor' looks for the cause, 'ccproxy logs gemini' shows more",
            ]
        )
    }

    @Test func `an error that brings its remedy needs no other`() {
        let view = ResultsView(results: [result(Reports.claude, error: "there is no engine\nput one there")])
        #expect(view.complaints(style: plain) == ["ccproxy: claude: there is no engine", "  put one there"])
    }

    @Test func `a port that somebody else holds has its own remedy`() {
        let view = ResultsView(results: [result(Reports.foreign, error: "port 18418 is in use by PID 812")])
        #expect(view.complaints(style: plain).last?.contains("config set providers.claude.port 19418") == true)
    }
}
