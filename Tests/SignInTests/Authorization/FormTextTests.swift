import TestSupport
import Testing

@testable import SignIn

struct FormTextTests {
    @Test func `what a query must not hold as it is is escaped`() {
        let text = FormText.encode([("a b", "c&d=e+f/?#%"), ("ü", "-._~")])
        #expect(text == "a%20b=c%26d%3De%2Bf%2F%3F%23%25&%C3%BC=-._~")
    }

    @Test func `plus is a space, and what is no escape stays`() {
        let pairs = FormText.decode("a+b=%41%2B&c&d=%4&e=%zz&=x")
        #expect(pairs.map(\.name) == ["a b", "c", "d", "e", ""])
        #expect(pairs.map(\.value) == ["A+", "", "%4", "%zz", "x"])
    }

    @Test(arguments: RandomSeeds.fresh(20))
    func `whatever is written is read again`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let scalars = (0..<Int.random(in: 0...40, using: &random)).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0...0x2FF, using: &random))
        }
        let value = String(String.UnicodeScalarView(scalars))
        let pairs = FormText.decode(FormText.encode([("n", value), ("m", "x")]))
        #expect(pairs.map(\.value) == [value, "x"], "seed \(seed)")
    }
}
