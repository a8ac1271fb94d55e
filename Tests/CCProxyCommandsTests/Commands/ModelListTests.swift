import Testing

@testable import CCProxyCommands

struct ModelListTests {
    private func list(_ text: String) throws -> ModelList? { try ModelList(decoding: Array(text.utf8)) }

    @Test func `models are sorted by their names`() throws {
        let answer = #"{"object":"list","data":[{"id":"b","owned_by":"openai"},{"id":"a"},{"no":"id"}]}"#
        let list = try #require(try list(answer))
        #expect(list.lines(style: TextStyle(isOn: false)) == ["a", "b  openai"])
        let json = String(decoding: list.encoded(), as: UTF8.self)
        #expect(json == #"{"data":[{"id":"a"},{"id":"b","owned_by":"openai"}]}"#)
    }

    @Test func `an empty list is a list, and something else is none`() throws {
        #expect(try list(#"{"data":[]}"#)?.models == [])
        #expect(try list(#"{"error":"no"}"#) == nil)
        #expect(throws: (any Error).self) { try list("<html>") }
    }
}
