import HTTPTransport
import HTTPWire
import Testing

@testable import Gateway

struct ManagementPageTests {
    private func text(_ file: ManagementPage.File) -> String {
        let page = ManagementPage(ownPort: 18418, dashboardPort: 18500)
        let head = HTTPRequestHead(method: .get, target: file.path, fields: ["host": "127.0.0.1:18418"])
        return String(decoding: page.body(of: file, for: head), as: UTF8.self)
    }

    @Test func `the page is served without a key, and lets nothing in from elsewhere`() throws {
        try withGateway { gateway in
            for file in ManagementPage.File.allCases {
                let response = try await gateway.request(.get, file.path, fields: [:])
                #expect(response.status == .ok)
                let policy = try #require(response.fields["content-security-policy"])
                #expect(policy.contains("default-src 'none'"))
                #expect(!policy.contains("unsafe"))
                #expect(policy.contains("frame-ancestors http://127.0.0.1:18500"))
                #expect(response.fields["x-content-type-options"] == "nosniff")
            }
        }
        try withGateway(configuration: "remote-management: {disable-control-panel: true}") { gateway in
            let response = try await gateway.request(.get, "/management.html", fields: [:])
            #expect(response.status == .notFound)
        }
    }

    @Test(
        arguments: [
            ("127.0.0.1:18418", "http://127.0.0.1:18500"), ("localhost:28418", "http://localhost:28500"),
            ("localhost", "http://localhost:18500"), ("[::1]:18419", "http://[::1]:18501"), ("evil.example", nil),
            ("127.0.0.1:1", "http://127.0.0.1:83"), ("127.0.0.1:65535", nil), ("", nil),
        ] as [(String, String?)]
    )
    func `only the dashboard may frame it, wherever ports are forwarded to`(host: String, origin: String?) {
        let page = ManagementPage(ownPort: 18418, dashboardPort: 18500)
        let head = HTTPRequestHead(method: .get, target: "/management.html", fields: ["host": host])
        #expect(page.dashboardOrigin(for: head) == origin)
        let policy = page.fields(of: .document, for: head)["content-security-policy"]
        #expect(policy?.hasSuffix("frame-ancestors \(origin ?? "'none'")") == true)
    }

    @Test func `the document runs nothing of its own, and loads only what is ours`() {
        let document = text(.document)
        let attributes = document.split { " <>\n".contains($0) }.filter { $0.contains("=") }
        #expect(!attributes.contains { $0.lowercased().hasPrefix("on") }, "an inline handler")
        #expect(!document.contains("style="))
        #expect(!document.contains("javascript:"))
        let scripts = document.split(separator: "<script").dropFirst()
        #expect(scripts.allSatisfy { $0.hasPrefix(" src=\"/management.js\" defer></script>") })
        for file in ManagementPage.File.allCases {
            #expect(!text(file).contains("https://"), "\(file) loads something from elsewhere")
        }
        #expect(document.contains(#"content="http://127.0.0.1:18500""#))
    }

    @Test func `what comes from elsewhere becomes text`() {
        let script = text(.script)
        for word in [
            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", ".src =",
        ] {
            #expect(!script.contains(word), "\(word)")
        }
        #expect(script.contains("textContent"))
        #expect(script.contains("event.origin !== dashboardOrigin"))
    }
}
