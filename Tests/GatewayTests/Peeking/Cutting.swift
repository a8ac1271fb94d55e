/// Ways to cut bytes into pieces.
enum Cutting {
    /// Calls `body` with pieces of `size` bytes each, the last one shorter.
    static func pieces(_ bytes: [UInt8], of size: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        bytes.withUnsafeBufferPointer { all in
            for start in stride(from: 0, to: all.count, by: size) {
                body(UnsafeBufferPointer(rebasing: all[start..<min(start + size, all.count)]))
            }
        }
    }

    /// Calls `body` with pieces of random sizes.
    static func pieces(
        _ bytes: [UInt8],
        using random: inout some RandomNumberGenerator,
        _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        bytes.withUnsafeBufferPointer { all in
            var start = 0
            while start < all.count {
                let end = min(all.count, start + Int.random(in: 0...80, using: &random))
                body(UnsafeBufferPointer(rebasing: all[start..<end]))
                start = end
            }
        }
    }
}
