/// How large a message's head may be.
///
/// Bodies are limited where they are read.
package struct HTTPLimits: Sendable, Hashable {
    /// Octets of the start line and the fields together, also of a trailer section.
    package var headSize: Int
    package var fieldCount: Int
    /// Octets of a request target; RFC 9112 §3 asks for at least 8,000.
    package var targetSize: Int
    /// Octets of the line that begins a chunk, with its extensions.
    package var chunkLineSize: Int

    /// Limits; the defaults are generous for every client that is known and small enough to bound memory.
    package init(
        headSize: Int = 64 * 1024,
        fieldCount: Int = 200,
        targetSize: Int = 16 * 1024,
        chunkLineSize: Int = 1024
    ) {
        self.headSize = headSize
        self.fieldCount = fieldCount
        self.targetSize = targetSize
        self.chunkLineSize = chunkLineSize
    }
}
