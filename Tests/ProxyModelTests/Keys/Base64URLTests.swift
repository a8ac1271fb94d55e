import TestSupport
import Testing

@testable import ProxyModel

struct Base64URLTests {
    /// RFC 4648 §10, without the padding.
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ])
    func `the test vectors of the RFC come out`(plain: String, encoded: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == encoded)
        #expect(Base64URL.decode(encoded) == Array(plain.utf8))
    }

    @Test func `the two characters that a URL would not take are replaced`() {
        #expect(Base64URL.encode([0xFB, 0xEF, 0xBE, 0xFF, 0xFF, 0xFF]) == "----____")
    }

    @Test(arguments: ["A", "AAAAA", "Zg==", "Zm9+", "Zm9/", "Zm 9", "Zmä"])
    func `what is not of the alphabet, or of a length that cannot be, is refused`(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test(arguments: RandomSeeds.fresh(10))
    func `whatever bytes go in come out again`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for length in 0..<70 {
            let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
    }
}
