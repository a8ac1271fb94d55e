import Testing

@testable import ProxyModel

struct ShellWordTests {
    @Test(arguments: [
        ("/opt/cc-proxy_1.0/bin", "/opt/cc-proxy_1.0/bin"), ("/my dir/x", "'/my dir/x'"), ("", "''"),
        ("it's", #"'it'\''s'"#), ("'", #"''\'''"#), ("$HOME`a`\"b\"", "'$HOME`a`\"b\"'"), ("ä", "'ä'"), ("~", "'~'"),
        ("a\nb", "'a\nb'"), ("*", "'*'"),
    ])
    func `a text is one word that means itself`(text: String, word: String) {
        #expect(ShellWord.quoted(text) == word)
    }
}
