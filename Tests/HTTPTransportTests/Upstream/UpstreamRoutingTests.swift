import HTTPTransport
import Testing

/// Whom a URL means, and who stands in between.
struct UpstreamRoutingTests {
    @Test(arguments: [
        ("https://api.example.com/v1?x", "api.example.com:443", true),
        ("HTTP://API.Example.com", "api.example.com:80", false),
        ("http://h:8080/a:b@c", "h:8080", false),
        ("https://user:p%40@h.example:1/", "h.example:1", true),
        ("http://[::1]:5000/", "[::1]:5000", false),
        ("http://[2001:db8::1]", "[2001:db8::1]:80", false),
        ("http://h:", "h:80", false),
        ("http://h?q", "h:80", false),
    ])
    func `a URL names a server`(_ url: String, _ server: String, _ isSecure: Bool) throws {
        let origin = try #require(UpstreamOrigin(url: url))
        #expect(origin.description == server)
        #expect(origin.isSecure == isSecure)
    }

    @Test(arguments: [
        "", "h", "//h", "ftp://h", "http://", "http://:80", "http://h:0", "http://h:65536", "http://[::1",
    ])
    func `what names no server is no URL`(_ url: String) {
        #expect(UpstreamOrigin(url: url) == nil)
    }

    @Test(arguments: [
        "127.0.0.1", "127.255.0.3", "127.1", "0x7f.1", "0177.0.0.1", "2130706433", "0.0.0.0", "0", "localhost",
        "LOCALHOST", "localhost.", "a.b.localhost", "[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]", "[::1%25lo]",
    ])
    func `every way to write this machine is seen through`(_ host: String) throws {
        #expect(try #require(UpstreamOrigin(url: "http://\(host)/")).isLoopback)
    }

    @Test(arguments: [
        "128.0.0.1", "126.255.255.255", "10.0.0.1", "example.com", "localhost.example.com", "notlocalhost", "[::2]",
        "[2001:db8::1]", "[::ffff:10.0.0.1]", "127.0.0.1.example.com", "127.0.0.256", "127.0.0.1.1", "08.0.0.1",
    ])
    func `and nothing else is taken for it`(_ host: String) throws {
        #expect(try !#require(UpstreamOrigin(url: "http://\(host)/")).isLoopback)
    }

    @Test(arguments: [
        "", "1.2.3.4.5", "1..2", "1.2.3.", ".1.2.3", "256.1.1.1", "1.2.65536", "0x", "0x+1", "+1", "-1", "1.+2.3.4",
        ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "::g", "::1.2.3", "::+1",
        "1:2:3:4:5:6:7::8", "99999999999999999999",
    ])
    func `what is no address is none`(_ text: String) {
        #expect(IPLiteral(text[...]) == nil)
    }

    @Test(arguments: [
        ("1.2.3.4", [1, 2, 3, 4]), ("1.2.772", [1, 2, 3, 4]), ("1.131844", [1, 2, 3, 4]),
        ("::", [UInt8](repeating: 0, count: 16)), ("::1.2.3.4", [UInt8](repeating: 0, count: 12) + [1, 2, 3, 4]),
        ("2001:db8::ff", [0x20, 1, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 11) + [0xff]),
        ("::FFFF:1.2.3.4", [1, 2, 3, 4]),
    ])
    func `an address is its octets`(_ text: String, _ octets: [UInt8]) throws {
        #expect(try #require(IPLiteral(text[...])).octets == octets)
    }

    @Test(arguments: [
        ("example.com", "http://example.com/", true), ("example.com", "http://a.example.com/", true),
        (".example.com", "http://example.com/", true), ("*.example.com", "http://a.example.com/", true),
        ("EXAMPLE.com.", "http://example.COM/", true), ("example.com", "http://example.com./", true),
        ("example.com", "http://badexample.com/", false), ("example.com", "http://example.com.evil/", false),
        ("a, ,b  example.com", "http://example.com/", true), ("*", "http://10.0.0.1/", true),
        ("example.com:8080", "http://example.com:8080/", true), ("example.com:8080", "http://example.com/", false),
        ("example.com:443", "https://example.com/", true), ("10.0.0.0/8", "http://10.200.3.4/", true),
        ("10.0.0.0/8", "http://11.0.0.1/", false), ("10.1.2.3", "http://10.1.2.3/", true),
        ("10.1.2.3:81", "http://10.1.2.3/", false), ("192.168.0.0/33", "http://192.168.0.1/", false),
        ("fd00::/8", "http://[fd12::1]/", true), ("fd00::/8", "http://[fe00::1]/", false),
        ("[::5]:80", "http://[::5]/", true), ("::5", "http://[0::5]/", true), ("0.0.0.0/0", "http://[::5]/", false),
        ("", "http://example.com/", false), ("x:y", "http://x/", false), ("1.2.3.4", "http://a1.2.3.4/", false),
        ("10.0.0.0/9", "http://10.127.0.1/", true), ("10.0.0.0/9", "http://10.128.0.1/", false),
    ])
    func `NO_PROXY is read as everybody reads it`(_ list: String, _ url: String, _ isDirect: Bool) throws {
        #expect(DirectHosts(list).contains(try #require(UpstreamOrigin(url: url))) == isDirect)
    }

    private static func proxy(
        for url: String,
        _ environment: [String: String],
        _ setting: String = ""
    ) throws -> String? {
        let choice = try UpstreamProxy(setting: setting)
        return try UpstreamRoute(to: url, by: choice, ProxyEnvironment(environment)).proxy?.url
    }

    @Test func `the environment's proxies are chosen by scheme, small letters first`() throws {
        let environment = [
            "http_proxy": "http://small:1", "HTTP_PROXY": "http://large:1", "HTTPS_PROXY": "http://secure:1",
            "ALL_PROXY": "socks5://all:1", "https_proxy": "",
        ]
        #expect(try Self.proxy(for: "http://a.example", environment) == "http://small:1")
        #expect(try Self.proxy(for: "https://a.example", environment) == "http://secure:1")
        #expect(try Self.proxy(for: "https://a.example", ["ALL_PROXY": "socks5://all:1"]) == "socks5h://all:1")
        #expect(try Self.proxy(for: "https://a.example", [:]) == nil)
        #expect(try Self.proxy(for: "https://a.example", ["HTTP_PROXY": "http://p:1"]) == nil)
        let without = environment.merging(["no_proxy": "a.example", "NO_PROXY": "b.example"]) { $1 }
        #expect(try Self.proxy(for: "https://a.example", without) == nil)
        #expect(try Self.proxy(for: "https://b.example", without) == "http://secure:1")
    }

    @Test func `a setting overrules the environment, and loopback overrules everything`() throws {
        let environment = ["ALL_PROXY": "http://all:1", "NO_PROXY": "*"]
        #expect(try Self.proxy(for: "https://a.example", environment, "http://mine:1") == "http://mine:1")
        #expect(try Self.proxy(for: "https://a.example", ["ALL_PROXY": "http://all:1"], "direct") == nil)
        #expect(try Self.proxy(for: "https://a.example", ["ALL_PROXY": "http://all:1"], "None") == nil)
        #expect(try Self.proxy(for: "http://127.0.0.1:1", ["ALL_PROXY": "http://all:1"]) == nil)
        #expect(try Self.proxy(for: "http://127.0.0.1:1", [:], "http://mine:1") == nil)
    }

    @Test(arguments: [
        ("proxy:3128", "http://proxy:3128", "http://proxy:3128"),
        ("http://u:p@proxy:3128/", "http://u:p@proxy:3128", "http://proxy:3128"),
        ("HTTPS://proxy", "https://proxy", "https://proxy"),
        ("socks5://u:p@10.0.0.1:1080", "socks5h://u:p@10.0.0.1:1080", "socks5://10.0.0.1:1080"),
        ("http://[::1]:3128", "http://[::1]:3128", "http://::1:3128"),
    ])
    func `a proxy's address is understood, and shown without its password`(
        _ text: String,
        _ url: String,
        _ shown: String
    ) throws {
        let proxy = try ProxyAddress(text)
        #expect(proxy.url == url)
        #expect(proxy.description == shown)
    }

    @Test(arguments: [
        "ftp://u:secret@p", "http://u:secret@", "http://u:secret@p:x", "socks4://p", "http://u:se cret@p",
    ])
    func `what is no proxy is refused without repeating its password`(_ text: String) {
        let error = #expect(throws: UpstreamError.self) { try UpstreamProxy(setting: text) }
        #expect(error?.kind == .invalidProxy)
        #expect(error?.isBeforeRequest == true)
        #expect(error?.description.contains("cret") == false)
        #expect(error?.description.isEmpty == false)
    }
}
