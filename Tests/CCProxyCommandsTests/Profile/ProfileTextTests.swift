import TestSupport
import Testing

@testable import CCProxyCommands

struct ProfileTextTests {
    private static let line = "if [ -r '/x/cc-proxy.sh' ]; then . '/x/cc-proxy.sh'; fi"

    private func text(_ text: String) -> ProfileText { ProfileText(bytes: Array(text.utf8)) }

    @Test(arguments: [
        "", "\n", "a=1\n", "a=1", "a=1\r\nb=2\r\n", "a=1\r\nb=2", "# >>> other >>>\n# <<< other <<<\n", "\u{FEFF}x",
        "x\r",
    ])
    func `what is put in comes out again, to the byte`(original: String) throws {
        let installed = try text(original).installing(Self.line)
        #expect(installed.hasBlock && installed.loads("/x/cc-proxy.sh"))
        #expect(try installed.installing(Self.line) == installed)
        #expect(try installed.uninstalling() == text(original))
    }

    @Test func `in PowerShell's profile lines end as they do in the file`() throws {
        let installed = try text("a\r\nb").installing(Self.line, .ofFile)
        let lines = String(decoding: installed.bytes, as: UTF8.self).utf8.split(separator: 0x0A)
        #expect(lines.count == 5 && lines.allSatisfy { $0.last == 0x0D })
    }

    @Test func `a shell reads the block also in a file whose lines end as on Windows`() throws {
        let installed = try text("a=1\r\n").installing(Self.line)
        let added = installed.bytes.dropFirst("a=1\r\n".utf8.count)
        #expect(!added.contains(0x0D) && added.last == 0x0A)
        #expect(try installed.uninstalling() == text("a=1\r\n"))
    }

    @Test func `a block with another path is renewed in its place`() throws {
        let old = try text("before\n").installing("source /old/cc-proxy.sh")
        let edited = ProfileText(bytes: old.bytes + Array("after\n".utf8))
        let new = try edited.installing(Self.line)
        let shown = String(decoding: new.bytes, as: UTF8.self)
        #expect(shown.hasPrefix("before\n# >>>") && shown.hasSuffix("<<<\nafter\n") && !shown.contains("/old/"))
        #expect(try new.uninstalling() == text("before\nafter\n"))
    }

    @Test func `what was added behind the block stays on a line of its own`() throws {
        let installed = try text("open").installing(Self.line)
        let edited = ProfileText(bytes: installed.bytes + Array("after\n".utf8))
        #expect(try edited.uninstalling() == text("open\nafter\n"))
    }

    @Test func `no byte of the line before goes, also where an editor has changed how it ends`() throws {
        let installed = try text("a\r\nopen").installing(Self.line, .ofFile)
        let edited = text(String(decoding: installed.bytes, as: UTF8.self).replacing("open\r\n", with: "open\n"))
        #expect(edited != installed)
        #expect(try edited.uninstalling() == text("a\r\nopen"))
    }

    @Test func `a block without an end and UTF-16 are left alone`() throws {
        let installed = String(decoding: try text("").installing(Self.line).bytes, as: UTF8.self)
        let broken = text(installed.replacing("# <<< ccproxy <<<", with: ""))
        #expect(broken.hasBlock, "so that nobody takes it for a line of their own")
        #expect(throws: ProfileText.Failure.unfinishedBlock) { try broken.uninstalling() }
        #expect(throws: ProfileText.Failure.unfinishedBlock) { try broken.installing(Self.line) }
        let wide = ProfileText(bytes: [0xFF, 0xFE, 0x61, 0x00])
        #expect(throws: ProfileText.Failure.notUTF8) { try wide.installing(Self.line) }
    }

    @Test func `a comment loads nothing`() {
        #expect(!text("  # source /x/cc-proxy.sh\n").loads("/x/cc-proxy.sh"))
        #expect(text("\tsource /x/cc-proxy.sh").loads("/x/cc-proxy.sh"))
    }

    @Test(arguments: RandomSeeds.fresh(50))
    func `whatever is in the file, it comes back`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let pieces = ["\n", "\r\n", "\r", "x", "# <<< ccproxy <<<", "\0", "é", "  "].map { Array($0.utf8) }
        let bytes = (0..<Int.random(in: 0...12, using: &random)).flatMap { _ in
            pieces.randomElement(using: &random) ?? []
        }
        let original = ProfileText(bytes: bytes)
        let installed = try original.installing(Self.line)
        #expect(try installed.installing(Self.line) == installed)
        #expect(try installed.uninstalling() == original)
    }

    @Test func `every shell quotes a path its own way`() {
        let path = "/it's here/f"
        #expect(ProfileShell.bash.line(loading: path) == "if [ -r '/it'\\''s here/f' ]; then . '/it'\\''s here/f'; fi")
        #expect(ProfileShell.fish.line(loading: path) == "if test -r '/it\\'s here/f'; source '/it\\'s here/f'; end")
        #expect(
            ProfileShell.powershell.line(loading: path)
                == "if (Test-Path -LiteralPath '/it''s here/f') { . '/it''s here/f' }"
        )
        // Each of them would end the word in PowerShell.
        #expect(
            ProfileShell.powershell.line(loading: "/a\u{2018}b\u{2019}c\u{201A}d\u{201B}")
                .contains(" '/a\u{2018}\u{2018}b\u{2019}\u{2019}c\u{201A}\u{201A}d\u{201B}\u{201B}') ")
        )
    }
}
