import JSON
import Testing
import WireFormats

struct TokenEstimateTests {
    @Test(arguments: [("", 0), ("a", 1), ("abcd", 1), ("abcde", 2), ("한국어", 3), ("ab한", 2)])
    func `four bytes of ASCII are a token, and three of anything else`(text: String, tokens: Int) {
        #expect(TokenEstimate.tokens(of: text) == tokens)
    }

    @Test func `messages, calls, results and tools have their own weight`() throws {
        #expect(TokenEstimate.tokens(of: try RequestSupport.request(#""""#)) == 4)
        #expect(TokenEstimate.tokens(of: try RequestSupport.request(#""abcdefgh""#)) == 6)
        let tools = #","tools":[{"name":"abcd","description":"abcd","input_schema":{}}]"#
        #expect(TokenEstimate.tokens(of: try RequestSupport.request(#""abcd""#, tools)) == 4 + 1 + 4 + 2 + 1)
        let system = #","system":"abcdabcd""#
        #expect(TokenEstimate.tokens(of: try RequestSupport.request(#""""#, system)) == 6)
    }

    @Test func `a picture has the same weight whatever its size`() throws {
        for data in ["", String(repeating: "A", count: 100_000)] {
            let image =
                #"[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"\#(data)"}}]"#
            #expect(TokenEstimate.tokens(of: try RequestSupport.request(image)) == 1_504)
        }
    }

    @Test func `a document weighs as its bytes`() throws {
        let data = String(repeating: "A", count: 200_000)
        let document =
            #"[{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"\#(data)"}}]"#
        #expect(TokenEstimate.tokens(of: try RequestSupport.request(document)) == 4 + 3 * 1_500)
    }
}
