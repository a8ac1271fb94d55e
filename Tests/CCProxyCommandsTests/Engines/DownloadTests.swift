import Testing

@testable import CCProxyCommands

struct DownloadTests {
    @Test(
        arguments: [
            (0, 10_000_000, "x  [----------------------------------------]    0 %  0.0/10.0 MB"),
            (5_000_000, 10_000_000, "x  [####################--------------------]   50 %  5.0/10.0 MB"),
            (10_000_000, 10_000_000, "x  [########################################]  100 %  10.0/10.0 MB"),
        ] as [(Int64, Int64, String)]
    )
    func `the bar shows how far it is`(count: Int64, total: Int64, line: String) {
        #expect(DownloadProgress.line("x", count, of: total, width: 100) == line)
    }

    @Test func `a bar is never wider than the terminal, and wrong figures do no harm`() {
        for width in 1...120 {
            #expect(DownloadProgress.line("archive.tar.gz", 3, of: 2, width: width).count < max(width, 2))
            #expect(DownloadProgress.line("archive.tar.gz", 3, of: nil, width: width).count < max(width, 2))
        }
        #expect(DownloadProgress.line("x", 1_550_000, of: 0, width: 80) == "x  1.6 MB")
    }

    @Test(arguments: [
        ("https://elsewhere.example/a", "https://elsewhere.example/a"), ("/b?c", "https://host.example:8443/b?c"),
    ])
    func `redirects are followed`(location: String, target: String) throws {
        #expect(try ReleaseSource.target(location, from: "https://host.example:8443/x/y") == target)
    }

    @Test(arguments: ["http://host.example/a", "//host.example/a", "file:///etc/passwd", "relative", ""])
    func `redirects that leave encryption or make no sense are not followed`(location: String) {
        #expect(throws: CommandFailure.self) { try ReleaseSource.target(location, from: "https://host.example/x") }
    }
}
