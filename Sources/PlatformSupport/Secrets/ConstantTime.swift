/// Comparisons that do not tell by their duration where two texts differ.
package enum ConstantTime {
    /// Whether bytes are those of a secret, found out in a time that depends on the secret's length only.
    package static func isEqual(_ secret: some Collection<UInt8>, _ bytes: some RandomAccessCollection<UInt8>) -> Bool {
        var difference = UInt(bitPattern: secret.count ^ bytes.count)
        var position = 0
        for own in secret {
            // Of what is missing, the first byte stands in, so that each byte costs the same.
            let index = bytes.index(bytes.startIndex, offsetBy: position < bytes.count ? position : 0)
            let other = bytes.isEmpty ? ~own : bytes[index]
            difference |= UInt(own ^ other)
            position += 1
        }
        return difference == 0
    }
}
