import Testing

@testable import SignIn

struct ProofKeyTests {
    @Test func `the example of RFC 7636 comes out`() {
        let key = ProofKey(verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        #expect(key.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test func `no two keys are the same, and each is as long as the RFC asks for`() {
        let keys = (0..<100).map { _ in ProofKey.random() }
        #expect(Set(keys.map(\.verifier)).count == 100)
        for key in keys { #expect(key.verifier.utf8.count == 43 && key.challenge.utf8.count == 43) }
    }
}
