/// Secrets that nobody can guess.
package enum RandomText {
    /// 32 random bytes in base64url, 43 characters.
    package static func make() -> String {
        // The system's own generator, which is cryptographically secure: getrandom(2), arc4random(3).
        var random = SystemRandomNumberGenerator()
        return Base64URL.encode((0..<4).flatMap { _ in withUnsafeBytes(of: random.next(), Array.init) })
    }
}
