/// Writes the chunked transfer coding, RFC 9112 §7.1.
package enum ChunkedEncoder {
    /// Appends one chunk.
    ///
    /// An empty one is not written: it would end the body.
    package static func append(_ bytes: some Collection<UInt8>, to output: inout [UInt8]) {
        guard appendHeader(count: bytes.count, to: &output) else { return }
        output.append(contentsOf: bytes)
        appendFooter(to: &output)
    }

    /// Appends what stands before `count` octets of data.
    ///
    /// For a writer that sends the data itself from where it lies.
    ///
    /// - Returns: false, and nothing is appended, when `count` is zero.
    package static func appendHeader(count: Int, to output: inout [UInt8]) -> Bool {
        guard count > 0 else { return false }
        output.append(hexadecimal: count)
        output.append(0x0D)
        output.append(0x0A)
        return true
    }

    /// Appends what stands behind the data of a chunk.
    package static func appendFooter(to output: inout [UInt8]) {
        output.append(0x0D)
        output.append(0x0A)
    }

    /// Appends the last chunk and the trailer section.
    package static func finish(trailers: HTTPFields = [:], to output: inout [UInt8]) {
        output.append(0x30)
        output.append(0x0D)
        output.append(0x0A)
        trailers.append(to: &output)
        output.append(0x0D)
        output.append(0x0A)
    }
}
