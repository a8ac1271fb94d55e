import Testing

@testable import ProxyModel

struct TextTests {
    @Test(arguments: [
        ("500ms", Duration.milliseconds(500)), ("2s", .seconds(2)), ("1m", .seconds(60)), ("1m30s", .seconds(90)),
        ("1.5h", .seconds(5400)), ("0s", .zero), ("250us", .microseconds(250)), ("1h1m1s1ms", .milliseconds(3_661_001)),
    ])
    func `durations are read`(text: String, duration: Duration) {
        #expect(DurationText.parse(text) == duration)
    }

    @Test(arguments: ["", "5", "s", "-1s", "1 s", "1x", "1.s", ".5s", "1..5s", "1e3s", "9999999h", "١s", "1S", "1s5"])
    func `what is no duration is none`(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test(arguments: ["500ms", "2s", "90s", "1m", "1h", "36h", "0s", "1us", "1500ms"])
    func `durations are written with one unit`(text: String) {
        #expect(DurationText.parse(text).map(DurationText.render) == text)
    }

    @Test(arguments: [
        ("10MB", 10_000_000), ("10MiB", 10_485_760), ("512kb", 512_000), ("4096", 4096), ("1.5KiB", 1536), ("7B", 7),
    ])
    func `sizes are read`(text: String, bytes: Int) {
        #expect(ByteSizeText.parse(text) == bytes)
    }

    @Test(arguments: ["", "MB", "-1", "1 MB", "1XB", "99999999999999GB", "1M"])
    func `what is no size is none`(text: String) {
        #expect(ByteSizeText.parse(text) == nil)
    }

    @Test(arguments: [("10MB", 10_000_000), ("1MiB", 1 << 20), ("4097B", 4097), ("0B", 0), ("3GB", 3_000_000_000)])
    func `sizes are written without a fraction`(text: String, bytes: Int) {
        #expect(ByteSizeText.render(bytes) == text)
    }

    @Test(arguments: [
        ("prot", "port"), ("por", "port"), ("helth", "health"), ("intial-delay", "initial-delay"), ("KIND", "kind"),
    ])
    func `a typing mistake leads to the word`(word: String, meant: String) {
        #expect(NearestWord.find(word, in: ["kind", "port", "host", "health", "initial-delay"]) == meant)
    }

    @Test func `a word that is like none leads nowhere`() {
        #expect(NearestWord.find("completely", in: ["kind", "port"]) == nil)
        #expect(NearestWord.find("x", in: []) == nil)
    }

    @Test func `.env is read as shells read it`() {
        let text = """
            \u{FEFF}A=1
              export B = two words # comment\r
            C='single "quotes" # kept' # gone
            D="a\\tb \\"c\\" \\\\ \\$d \\x"
            E=
            F=a#b
            # G=1

            H
            =1
            I="open
            """
        let (variables, faults) = DotEnvironment.read(Array(text.utf8))
        #expect(
            variables.map { "\($0.name)=\($0.value)" } == [
                "A=1", "B=two words", "C=single \"quotes\" # kept", "D=a\tb \"c\" \\ $d \\x", "E=", "F=a#b",
            ]
        )
        #expect(variables.map(\.line) == [1, 2, 3, 4, 5, 6])
        #expect(faults == [9, 10, 11])
    }
}
