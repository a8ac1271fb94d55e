/// Comparisons that do not tell by their duration where two texts differ.
package enum ConstantTime {
    /// Whether bytes are those of a secret, found out in a time that depends on the lengths only.
    package static func isEqual(_ secret: some Collection<UInt8>, _ bytes: some Collection<UInt8>) -> Bool {
        // As memory, which the loop below needs no look-up of a method for at each byte: that took 800 instructions.
        withMemory(of: secret) { secret in
            withMemory(of: bytes) { isEqual(secret, $0) }
        }
    }

    private static func withMemory(
        of bytes: some Collection<UInt8>,
        _ body: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        bytes.withContiguousStorageIfAvailable(body) ?? Array(bytes).withUnsafeBufferPointer(body)
    }

    private static func isEqual(
        _ secret: UnsafeBufferPointer<UInt8>,
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var difference = UInt(bitPattern: secret.count ^ bytes.count)
        for position in secret.indices {
            // Of what is missing, the first byte stands in, so that each byte costs the same.
            let index = position < bytes.count ? position : 0
            let other = bytes.isEmpty ? ~secret[position] : bytes[index]
            difference |= UInt(secret[position] ^ other)
        }
        return difference == 0
    }
}
