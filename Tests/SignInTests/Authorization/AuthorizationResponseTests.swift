import Testing

@testable import SignIn

struct AuthorizationResponseTests {
    @Test(arguments: [
        "http://localhost:1455/auth/callback?code=abc&state=xyz",
        "  http://localhost:1455/auth/callback?state=xyz&code=abc&scope=openid+email \n",
        "'http://localhost:1455/auth/callback?code=abc&state=xyz#fragment'",
        "http://localhost:1455/auth/callback?code=a\n  bc&state=xyz",
        "code=abc&state=xyz",
        "?code=abc&state=xyz",
        "abc#xyz",
        " abc#xyz\r",
        "<abc#xyz>",
    ])
    func `everything that a page lets one copy is understood`(pasted: String) {
        let response = AuthorizationResponse(pasted: pasted)
        #expect(response?.answer == .code("abc"))
        #expect(response?.state == "xyz")
    }

    @Test(arguments: [
        "", "abc", "#xyz", "abc#", "a#b#c", "hello world", "http://localhost:1455/", "state=xyz", "code=",
    ])
    func `everything else is none`(pasted: String) {
        #expect(AuthorizationResponse(pasted: pasted) == nil)
    }

    @Test func `a code with the padding of base64 is no query`() {
        let response = AuthorizationResponse(pasted: "YWJj==#xyz")
        #expect(response?.answer == .code("YWJj==") && response?.state == "xyz")
    }

    @Test func `an error comes before a code, and cannot move the terminal's cursor`() {
        let response = AuthorizationResponse(query: "error=access_denied&error_description=n%1b%5B2Jo&code=abc&state=x")
        #expect(response?.answer == .refused(code: "access_denied", explanation: "n[2Jo"))
    }

    @Test func `a state that is missing or empty is no state`() {
        #expect(AuthorizationResponse(query: "code=abc")?.state == nil)
        #expect(AuthorizationResponse(query: "code=abc&state=")?.state == nil)
    }
}
