import HTTPWire
import JSON
import ProxyModel
import TestSupport
import Testing

@testable import SignIn

struct UntrustedInputTests {
    private static let texts = [
        #"{"access_token":"a","refresh_token":"r","id_token":"e30.e30.e30","expires_in":1e99,"account":{"uuid":"u"}}"#,
        #"{"type":"gemini","token":{"access_token":"a","expiry":"2026-01-01T00:00:00Z"},"email":"a@b"}"#,
        #"{"error":{"code":"x","message":"y"},"interval":"nan","expires_in":-9223372036854775808}"#,
        "http://localhost:1455/auth/callback?code=%41%&state=a+b#c",
    ]

    @Test(arguments: RandomSeeds.fresh(200))
    func `nothing that a provider, a file or a person brings is a trap`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = Array((Self.texts.randomElement(using: &random) ?? "").utf8)
        for _ in 0..<Int.random(in: 0...8, using: &random) {
            let position = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0...2, using: &random) {
            case 0: bytes[position] = .random(in: 0...255, using: &random)
            case 1 where bytes.count > 1: bytes.remove(at: position)
            default: bytes.insert(contentsOf: bytes[position...].prefix(9), at: position)
            }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        _ = AuthorizationResponse(pasted: text)
        _ = AuthorizationResponse(query: text)
        _ = IdentityClaims(token: "\(text).\(Base64URL.encode(bytes)).x")
        _ = TokenAnswer(status: 400, fields: [:], body: bytes, origin: "x").error(hiding: [text])
        guard let json = try? JSONReader.read(bytes) else { return }
        let now = Timestamp(seconds: 1_772_000_000)
        if let grant = TokenGrant(json) {
            for kind in ProviderKind.allCases {
                var record = TokenRecord(kind, grant, now: now)
                #expect(record.fileName.hasSuffix(".json") && !record.fileName.contains("/"), "seed \(seed)")
                record.apply(grant, now: now)
            }
        }
        if var record = try? TokenRecord(bytes) {
            record.take(over: TokenRecord(.codex))
            #expect(try TokenRecord(record.bytes) == record, "seed \(seed)")
        }
    }
}
