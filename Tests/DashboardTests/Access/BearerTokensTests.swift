import Testing

@testable import Dashboard

struct BearerTokensTests {
    @Test func `what was issued is good, and nothing else is`() {
        var tokens = BearerTokens()
        let token = tokens.issue()
        #expect(token.utf8.count == 43)
        #expect(tokens.contains(Array(token.utf8)))
        #expect(!tokens.contains(Array(token.utf8.dropLast())))
        #expect(!tokens.contains(Array("\(token)=".utf8)))
        #expect(!tokens.contains([]))
        #expect(!BearerTokens().contains([]))
    }

    @Test func `the oldest makes room when there are too many`() {
        var tokens = BearerTokens()
        let issued = (0...BearerTokens.limit).map { _ in tokens.issue() }
        #expect(Set(issued).count == issued.count)
        #expect(!tokens.contains(Array(issued[0].utf8)))
        for token in issued.dropFirst() { #expect(tokens.contains(Array(token.utf8))) }
    }
}
