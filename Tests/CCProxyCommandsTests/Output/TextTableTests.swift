import Testing

@testable import CCProxyCommands

struct TextTableTests {
    private let plain = TextStyle(isOn: false)

    @Test func `columns are as wide as their widest cell, and lines have no blanks at their ends`() {
        var table = TextTable()
        table.add([.init("A"), .init("LONG"), .init("C")])
        table.add([.init("aaa"), .init("b"), .init("")])
        #expect(table.lines(style: plain) == ["A    LONG  C", "aaa  b"])
    }

    @Test func `Korean takes two columns a syllable, composed or not`() {
        #expect(DisplayWidth.of("한국어") == 6)
        #expect(DisplayWidth.of("\u{1112}\u{1161}\u{11AB}") == 2)
        #expect(DisplayWidth.of("e\u{301}") == 1)
        #expect(DisplayWidth.of("日本 x") == 6)
        var table = TextTable()
        table.add([.init("한국어"), .init("x")])
        table.add([.init("abcdef"), .init("y")])
        #expect(table.lines(style: plain) == ["한국어  x", "abcdef  y"])
    }

    @Test func `marks take no room`() {
        var table = TextTable()
        table.add([.init("ab", .good), .init("x")])
        table.add([.init("abcd"), .init("y", .bad)])
        let marked = table.lines(style: TextStyle(isOn: true))
        #expect(marked == ["\u{1B}[32mab\u{1B}[0m    x", "abcd  \u{1B}[31my\u{1B}[0m"])
    }

    @Test func `a cell cannot command the terminal`() {
        var table = TextTable()
        table.add([.init("a\u{1B}[2Jb"), .init("x")])
        #expect(table.lines(style: plain) == ["a^[[2Jb  x"])
    }

    @Test func `a line is cut by what it shows`() {
        #expect(DisplayWidth.cut("abcdef", to: 3) == "abc")
        #expect(DisplayWidth.cut("한국어", to: 5) == "한국")
        #expect(DisplayWidth.cut("\u{1B}[32mabc\u{1B}[0mdef", to: 2) == "\u{1B}[32mab\u{1B}[0m")
        #expect(DisplayWidth.cut("abc", to: -1) == "")
    }
}
