internal import ProxyModel

/// Texts that nobody can guess.
enum RandomText {
    /// 32 bytes of the system's cryptographically secure generator (getrandom(2), arc4random(3)), in base64url.
    static func make() -> String {
        var random = SystemRandomNumberGenerator()
        return Base64URL.encode((0..<4).flatMap { _ in withUnsafeBytes(of: random.next(), Array.init) })
    }
}
