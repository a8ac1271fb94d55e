import PlatformSupport
import TestSupport
import Testing

struct ConstantTimeTests {
    @Test(arguments: [
        ("", ""), ("a", ""), ("", "a"), ("secret", "secret"), ("secret", "secreT"), ("secret", "secretsecret"),
        ("secret", "secre"), ("aaaa", "a"), ("비밀", "비밀"), ("비밀", "비민"),
    ])
    func `only the same bytes are equal`(secret: String, candidate: String) {
        #expect(ConstantTime.isEqual(secret.utf8, Array(candidate.utf8)) == (secret == candidate))
    }

    @Test(arguments: RandomSeeds.fresh(10))
    func `one bit makes a difference wherever it is`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let secret = (0..<43).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        for position in secret.indices {
            var other = secret
            other[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            #expect(!ConstantTime.isEqual(secret, other))
        }
        #expect(ConstantTime.isEqual(secret, secret))
    }
}
