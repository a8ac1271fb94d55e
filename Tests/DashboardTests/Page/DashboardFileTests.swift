import HTTPWire
import Testing

@testable import Dashboard

struct DashboardFileTests {
    private func text(_ file: DashboardFile) -> String { String(decoding: file.contents(port: 18500), as: UTF8.self) }

    @Test(arguments: [
        "", "/", "/dashboard", "/dashboard.js/", "/dashboard.JS", "/../dashboard.js", "/%64ashboard.js",
        "/dashboard.js%00",
        "//dashboard.js", "/etc/passwd", "/cc_proxy_management_dashboard.html/..",
    ])
    func `no other path leads to a file`(path: String) {
        #expect(DashboardFile(path: path[...]) == nil)
    }

    @Test(arguments: DashboardFile.allCases)
    func `each file is found at its path`(file: DashboardFile) {
        #expect(DashboardFile(path: file.path[...]) == file)
    }

    @Test func `the document names its files, each of them exists, and it holds nothing that runs`() {
        let document = text(.document)
        for file in [DashboardFile.script, .style, .icon] { #expect(document.contains("\"\(file.path)\"")) }
        #expect(document.contains(#"<meta name="own-port" content="18500">"#))
        #expect(!document.contains("style="))
        #expect(document.components(of: "<script").count == 2, "the only one is the file")
    }

    @Test(arguments: DashboardFile.allCases)
    func `nothing is loaded from elsewhere`(file: DashboardFile) {
        let text = text(file).replacing("http://www.w3.org/2000/svg", with: "")
        #expect(!text.contains("https:"))
        #expect(!text.contains("//cdn"))
        #expect(!text.contains("@import"))
        #expect(!text.contains("url("))
        // The only addresses are those that the page makes from its own host.
        for rest in text.components(of: "http://").dropFirst() {
            #expect(rest.hasPrefix("\" + location.hostname") || rest.hasPrefix("localhost:\" + location.port"))
        }
    }

    @Test func `the program writes text and never markup`() {
        let script = text(.script)
        for word in [
            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc",
        ] {
            #expect(!script.contains(word), "\(word)")
        }
    }

    @Test func `what a browser may do is said with every answer`() throws {
        let policy = try #require(DashboardFile.commonFields["content-security-policy"])
        for rule in [
            "default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'",
            "form-action 'none'",
        ] {
            #expect(policy.contains(rule))
        }
        #expect(!policy.contains("unsafe"))
        #expect(policy.contains("frame-src http://127.0.0.1:* http://localhost:*;"))
        #expect(DashboardFile.commonFields["referrer-policy"] == "no-referrer")
        #expect(DashboardFile.commonFields["access-control-allow-origin"] == nil)
    }
}

extension String {
    fileprivate func components(of separator: String) -> [String] {
        var rest = self[...]
        var parts: [String] = []
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
