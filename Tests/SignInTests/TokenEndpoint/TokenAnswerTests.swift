import HTTPWire
import Testing

@testable import SignIn

struct TokenAnswerTests {
    private func error(_ status: HTTPStatus, _ body: String, hiding secrets: [String] = []) -> SignInError? {
        TokenAnswer(status: status, fields: [:], body: Array(body.utf8), origin: "idp:443").error(hiding: secrets)
    }

    @Test(arguments: [
        (#"{"error":"invalid_grant","error_description":"used before"}"#, "invalid_grant", "used before"),
        (#"{"error":{"code":"refresh_token_reused","message":"used before"}}"#, "refresh_token_reused", "used before"),
        (#"{"error":{"type":"invalid_grant","message":"used before"}}"#, "invalid_grant", "used before"),
    ])
    func `a refusal is understood in every form that providers use`(body: String, code: String, text: String) {
        for status: HTTPStatus in [400, 401, 403] {
            #expect(error(status, body) == .refused(code: code, explanation: text))
        }
    }

    @Test(arguments: [
        (500, #"{"error":"invalid_grant"}"#), (429, #"{"error":"rate_limited"}"#), (403, "<html>captcha</html>"),
        (400, ""), (404, #"{"error":"not_found"}"#), (400, #"{"error":"temporarily_unavailable"}"#), (302, ""),
        (403, #"{"error":{"code":"unsupported_country_region_territory","message":"not from here"}}"#),
        (400, #"{"type":"error","error":{"type":"rate_limit_error","message":"slowly"}}"#),
    ])
    func `what may pass, or comes from somebody on the way, says nothing about the account`(
        status: UInt16,
        body: String
    ) {
        #expect(error(HTTPStatus(rawValue: status), body)?.isTemporary == true)
    }

    @Test func `a provider that quotes a secret does not get it into an error`() {
        let body = #"{"error":"invalid_grant","error_description":"token s3cr3t-0 \u001b[2J unknown"}"#
        let text = error(400, body, hiding: ["s3cr3t-0"])?.description ?? ""
        #expect(text == "the provider refuses: token *** [2J unknown (invalid_grant)")
    }

    @Test(arguments: [
        // It would be cut in its middle.
        String(repeating: "x", count: 190) + " s3cr3t/0123456789",
        "in a form: s3cr3t%2F0123456789",
        // Not what it was any more, once the control characters are gone.
        "\u{7}s3cr3t/0123456789",
    ])
    func `not even a part of a secret gets into an error`(explanation: String) {
        let body =
            #"{"error":"invalid_grant","error_description":"\#(explanation.replacing("\u{7}", with: "\\u0007"))"}"#
        let text = error(400, body, hiding: ["s3cr3t/0123456789"])?.description ?? ""
        #expect(text.contains("invalid_grant") && !text.contains("s3cr3t"), "\(text)")
    }

    @Test func `a success is no error`() {
        #expect(error(200, "{}") == nil)
    }
}
