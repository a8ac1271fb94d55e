import Testing

@testable import CCProxyCommands

struct TerminalTextTests {
    @Test(arguments: ["", "plain", "한국어 テスト", "tab\tstays", "emoji 👩‍💻", "café", "ünïcödé"])
    func `harmless text stays as it is`(text: String) {
        #expect(TerminalText.harmless(text) == text)
    }

    @Test(arguments: [
        ("\u{1B}[2J\u{1B}[H", "^[[2J^[[H"), ("\u{1B}]0;title\u{07}", "^[]0;title^G"), ("a\rb", "a^Mb"),
        ("end\r", "end"), ("\u{7F}", "^?"), ("\u{9B}31m", "<9b>31m"), ("\u{202E}txt.exe", "<202e>txt.exe"),
        ("a\u{0}b", "a^@b"), ("\u{FEFF}x", "<feff>x"), ("\u{1B}", "^["), ("\u{1B}[31", "^[[31"),
    ])
    func `what a terminal would obey is shown`(text: String, shown: String) {
        #expect(TerminalText.harmless(text) == shown)
    }

    @Test func `colours are left out`() {
        #expect(TerminalText.harmless("\u{1B}[1;31mred\u{1B}[0m and \u{1B}[mplain") == "red and plain")
    }

    @Test func `bytes that are no text become replacement characters`() {
        #expect(TerminalText.harmless([0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
    }

    @Test func `no byte of any two gets through as a control`() {
        for first in UInt8.min ... .max {
            for second in UInt8.min ... .max {
                let text = TerminalText.harmless([first, second])
                #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\t" })
            }
        }
    }
}
