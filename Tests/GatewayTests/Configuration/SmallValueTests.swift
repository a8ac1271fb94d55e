import HTTPWire
import Testing

@testable import Gateway

struct SmallValueTests {
    private func matches(_ secret: String, _ candidate: String) -> Bool {
        Array(candidate.utf8).withUnsafeBufferPointer { Secret(secret).matches($0) }
    }

    @Test func `a secret matches itself and nothing else`() {
        #expect(matches("abcdef", "abcdef"))
        for other in ["", "a", "abcde", "abcdeg", "abcdefa", "Abcdef", "abcdefabcdef"] {
            #expect(!matches("abcdef", other), "\(other)")
        }
        #expect(!matches("\u{FF}", ""))
    }

    @Test func `printing a secret in any way shows nothing of it`() {
        let secret = Secret("hunter2-hunter2-hunter2-hunter2")
        var dumped = ""
        dump([secret], to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), dumped, "\([secret])", "\(Optional(secret) as Any)"] {
            #expect(!text.contains("unter"), "\(text)")
        }
        #expect(secret.hint == "hunter2…ter2")
        #expect(Secret("hunter2").hint == nil)
    }

    @Test(
        arguments: [
            ("1h", 3600), ("30m", 1800), ("1h30m", 5400), ("90s", 90), ("1.5h", 5400), ("1500ms", 1), ("0s", 0),
            ("876000h", 3_153_600_000),
        ] as [(String, Int64)]
    )
    func `durations read as Go writes them`(text: String, seconds: Int64) {
        #expect(DurationText.seconds(text) == seconds)
    }

    @Test(arguments: ["", "1", "h", "-1h", "1d", "1h30", "1 h", "..h", "99999999h", "infh"])
    func `what is no duration is none`(text: String) {
        #expect(DurationText.seconds(text) == nil)
    }

    @Test(arguments: [
        ("claude-3-*", "claude-3-opus", true), ("claude-3-*", "claude-4", false), ("*haiku*", "Claude-Haiku-4", true),
        ("*-thinking", "x-thinking", true), ("*-thinking", "x-thinking-2", false), ("claude", "claude", true),
        ("claude", "claude-3", false), ("*", "", true), ("", "", true), ("", "a", false), ("a*a", "a", false),
        ("a*a", "aa", true), ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-c-b", false), ("**x", "x", true),
    ])
    func `patterns`(pattern: String, model: String, isMatch: Bool) {
        #expect(ModelPattern(pattern).matches(model) == isMatch)
    }

    @Test(arguments: [
        "localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:18418", "127.255.0.3:1", "[::1]", "[::1]:8",
        "localhost.:1",
        "127.0.0.1:",
    ])
    func `names of this machine`(authority: String) {
        #expect(LoopbackName.isLoopback(authority: authority))
    }

    @Test(arguments: [
        "", "evil.example", "localhost.evil.example", "evil-localhost", "127.0.0.1.evil.example", "128.0.0.1", "127.1",
        "127.0.0.01", "0x7f.0.0.1", "2130706433", "[::2]", "[::1", "[::1]x", "localhost:99999", "localhost:8a", ":80",
        "user@localhost", "::1:80", "127.0.0.1:80:80", "0.0.0.0",
    ])
    func `names of other machines, and of none`(authority: String) {
        #expect(!LoopbackName.isLoopback(authority: authority))
    }

    @Test(arguments: [
        ("https://api.anthropic.com", "https://api.anthropic.com"), ("https://x.example/", "https://x.example"),
        ("https://x.example/v1", "https://x.example"),
        ("https://x.example/anthropic//v1/", "https://x.example/anthropic"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"), ("https://x.example/v1beta", "https://x.example/v1beta"),
    ])
    func `base URLs lose what belongs to the paths of the API`(text: String, result: String) {
        #expect(UpstreamAddress(text)?.description == result)
    }

    @Test(arguments: [
        "", "x.example", "ftp://x", "https://", "https:///v1", "https://x/?a=b", "https://x/#a", "https://u@x/",
        "https://x y/", "https://x/\r\nHost: y", "https://:80/",
    ])
    func `what is no base URL is none`(text: String) {
        #expect(UpstreamAddress(text) == nil)
    }
}
