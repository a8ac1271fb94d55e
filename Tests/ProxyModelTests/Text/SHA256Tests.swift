import TestSupport
import Testing

@testable import ProxyModel

struct SHA256Tests {
    /// The examples that NIST publishes with FIPS 180-4, and the empty message.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func `the published examples come out`(message: String, digest: String) {
        #expect(SHA256.hexadecimal(message.utf8) == digest)
    }

    @Test func `a million letters come out as published`() {
        var hash = SHA256()
        let thousand = [UInt8](repeating: UInt8(ascii: "a"), count: 1000)
        for _ in 0..<1000 { hash.update(thousand) }
        #expect(hash.hexadecimal() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test(arguments: RandomSeeds.fresh(20))
    func `pieces come to the same as the whole`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = (0..<Int.random(in: 0...500, using: &random)).map { _ in
            UInt8.random(in: .min ... .max, using: &random)
        }
        var hash = SHA256()
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...130, using: &random)
            hash.update(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        #expect(hash.hexadecimal() == SHA256.hexadecimal(bytes))
    }
}
